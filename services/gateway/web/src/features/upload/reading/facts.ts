/** What the browser can tell of a recording before it is sent. Null where it cannot read that. */
export interface FileFacts {
  /** Whether it is a video at all, as far as the browser knows; null for containers it does not read */
  video: boolean | null;
  seconds: number | null;
  /** As it is shown, turned upright */
  width: number | null;
  height: number | null;
  /** Pictures a second */
  rate: number | null;
  sound: boolean | null;
  /** Mean luma of some pictures, 0 to 255 */
  brightness: number | null;
  /** One of its pictures as a JPEG (data URL), for when the window no longer has the file; not in older drafts */
  picture?: string | null;
}

export const UNKNOWN: FileFacts = {
  video: null,
  seconds: null,
  width: null,
  height: null,
  rate: null,
  sound: null,
  brightness: null,
  picture: null,
};

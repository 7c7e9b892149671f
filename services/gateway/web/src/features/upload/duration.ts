/** Seconds of a video file as the browser's player tells; 0 when it cannot play the file (the server measures it). */
export function durationOf(file: File): Promise<number> {
  return new Promise((resolve) => {
    const address = URL.createObjectURL(file);
    const video = document.createElement("video");
    const done = (seconds: number) => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(seconds) ? seconds : 0);
    };
    video.preload = "metadata";
    video.onloadedmetadata = () => done(video.duration);
    video.onerror = () => done(0);
    video.src = address;
  });
}

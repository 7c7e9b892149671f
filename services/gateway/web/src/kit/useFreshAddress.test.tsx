import { fireEvent, screen } from "@testing-library/react";
import { useRef } from "react";
import { expect, it, vi } from "vitest";
import { show } from "@/testing/show";
import { useFreshAddress } from "./useFreshAddress";

function Page() {
  const player = useRef<HTMLVideoElement>(null);
  return (
    // biome-ignore lint/a11y/useMediaCaption: nothing is played
    <video ref={player} onError={useFreshAddress(player)} src="/v1/analyses/1/files/video.mp4" aria-label="Film" />
  );
}

it("asks for a fresh address when the old one opens nothing any more, and goes on where it was", async () => {
  show(Page);
  const video = (await screen.findByLabelText("Film")) as HTMLVideoElement;
  const load = vi.spyOn(video, "load").mockImplementation(() => {
    video.currentTime = 0;
  });
  video.currentTime = 12.5;
  fireEvent.error(video);
  expect(load).toHaveBeenCalledOnce();
  expect(video.currentTime).toBe(12.5);
  fireEvent.error(video);
  expect(load).toHaveBeenCalledOnce();
});

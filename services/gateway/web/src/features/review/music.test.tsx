import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Analysis, Component, MusicFacts, Result } from "@/api/client";
import { show } from "@/testing/show";
import { Notices } from "./Notices";

const row = (code: string, told: Partial<Component>) =>
  ({ code, score: 8, low: 7, high: 9, coverage: 1, ...told }) as Component;

function open(music: Partial<MusicFacts>) {
  const components = [row("TQ", {}), row("MM", { score: null, low: null, high: null, cause: "music" })];
  const result = { components, music, cameras: { A: {} }, notices: [] } as unknown as Result;
  show(() => <Notices analysis={{ id: "1" } as Analysis} result={result} />);
}

it("says one thing of music that sounds like another dance's", async () => {
  open({ assessable: false, warning: "wrong_dance", sounds_like: "waltz" });
  expect(await screen.findByText(/sounds like Waltz/)).toBeTruthy();
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  expect(screen.queryByText(/could be heard/)).toBeNull();
});

it("says so where no music is heard", async () => {
  open({ assessable: false });
  expect(await screen.findByText(/No music in the tempo/)).toBeTruthy();
  expect(screen.getAllByRole("alert")).toHaveLength(1);
});

it("says where bars come from when it is not the music", async () => {
  open({ assessable: false, bars_from: "moved", bars_per_minute: 29.04 });
  expect(await screen.findByText(/No music in the tempo.*couple's movement \(29.0 a minute\)/)).toBeTruthy();
  expect(screen.getAllByRole("alert")).toHaveLength(1);
});

it("says nothing of music that is as it should be", async () => {
  open({ assessable: true });
  await new Promise((done) => setTimeout(done, 50));
  expect(screen.queryByRole("alert")).toBeNull();
});

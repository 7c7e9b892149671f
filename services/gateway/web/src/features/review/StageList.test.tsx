import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Analysis, Stage } from "@/api/client";
import { show } from "@/testing/show";
import { StageList } from "./StageList";

const stage = (name: Stage["name"], told: Partial<Stage>): Stage => ({
  name,
  attempt: 1,
  state: "done",
  can_retry: true,
  ...told,
});

const page = (stages: Stage[]) => () => <StageList analysis={{ id: "1", state: "failed", stages } as Analysis} />;

it("offers no retry where another attempt would end the same, and says why it failed", async () => {
  const failed = { state: "failed", can_retry: false, error_message: "We could not see any dancers." } as const;
  show(page([stage("check", { can_retry: false }), stage("pose", failed)]));
  expect(await screen.findByText("We could not see any dancers.")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

it("offers a retry of what failed through our fault, and never of what has ended well", async () => {
  const failed = { state: "failed", error_message: "Something went wrong on our side." } as const;
  show(page([stage("check", {}), stage("pose", failed)]));
  expect(await screen.findAllByRole("button")).toHaveLength(1);
});

it("has nothing wait for ever in an analysis that has ended", async () => {
  show(page([stage("pose", { state: "failed", can_retry: false }), stage("score", { state: "waiting" })]));
  expect(await screen.findByText("cancelled")).toBeTruthy();
  expect(screen.queryByText("waiting")).toBeNull();
});

import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Analysis, Stage } from "@/api/client";
import { account } from "@/features/account/queries";
import { show } from "@/testing/show";
import { Failed } from "./Failed";

function open(stage: Partial<Stage>) {
  const stages = [{ attempt: 1, state: "failed", ...stage } as Stage];
  const analysis = {
    id: "1",
    session_id: "2",
    couple_id: "couple",
    dance: "tango",
    state: "failed",
    error_message: "Why.",
    stages,
  } as Analysis;
  const { queries } = show(() => <Failed analysis={analysis} />);
  queries.setQueryData(account.owner().queryKey, { permissions: ["analyse", "upload"] } as never);
}

it("says why, and offers another attempt where it was our fault", async () => {
  open({ name: "score", can_retry: true });
  expect(await screen.findByText("Why.")).toBeTruthy();
  expect(await screen.findByRole("button", { name: "Retry" })).toBeTruthy();
  expect(screen.queryByRole("link")).toBeNull();
});

it("offers another file where it lies in the recording", async () => {
  open({ name: "check", can_retry: false });
  const link = await screen.findByRole("link", { name: "Choose another file" });
  expect(link.getAttribute("href")).toContain("/new?couple=couple&dance=tango");
  expect(screen.queryByRole("button")).toBeNull();
});

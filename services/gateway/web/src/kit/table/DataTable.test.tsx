import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Refused } from "@/api/client";
import { show } from "@/testing/show";
import { columnsOf } from "./columns";
import { DataTable } from "./DataTable";

interface Dancer {
  name: string;
  city: string;
  year: number | undefined;
}
const DANCERS: Dancer[] = [
  { name: "Olga", city: "Riga", year: 1999 },
  { name: "Änne", city: "Bonn", year: undefined },
  { name: "Bo", city: "Bonn", year: 2004 },
];
const column = columnsOf<Dancer>();
const columns = column.columns([
  column.accessor("name", { header: "Name", meta: { card: "title" } }),
  column.accessor("city", { header: "City", filterFn: "equalsString" }),
  column.accessor("year", { header: "Year", sortUndefined: "last" }),
]);
const filters = [{ id: "city", label: "City", options: [{ value: "Bonn", label: "in Bonn" }] }];

function page({
  rows,
  error = null,
  retry = () => undefined,
}: {
  rows?: Dancer[];
  error?: Error | null;
  retry?: () => void;
}) {
  return () => (
    <DataTable
      label="Dancers"
      columns={columns}
      rows={rows}
      rowId={(one) => one.name}
      error={error}
      retry={retry}
      empty={{ title: "Nobody dances yet", next: "Invite somebody." }}
      search="Search"
      filters={filters}
    />
  );
}

async function names() {
  const table = await screen.findByRole("table");
  return within(table)
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[0]?.textContent);
}

it("keeps what was searched in the address, and finds it again from there", async () => {
  const { router } = show(page({ rows: DANCERS }));
  fireEvent.change(await screen.findByRole("searchbox"), { target: { value: "bon" } });
  await waitFor(async () => expect(await names()).toEqual(["Änne", "Bo"]));
  expect(router.state.location.search).toEqual({ q: "bon" });
});

it("opens as the address says", async () => {
  show(page({ rows: DANCERS }), "/?city=Bonn&sort=-name&columns=name.year");
  expect(await names()).toEqual(["Änne", "Bo"]);
  expect(screen.getByRole("checkbox", { name: "in Bonn" })).toHaveProperty("checked", true);
  expect(screen.queryByRole("columnheader", { name: "City" })).toBeNull();
});

it("sorts up, down and not at all, what is unknown last", async () => {
  const { router } = show(page({ rows: DANCERS }));
  const head = async () => fireEvent.click(await screen.findByRole("button", { name: "Year" }));
  await head();
  await waitFor(async () => expect(await names()).toEqual(["Olga", "Bo", "Änne"]));
  await head();
  await waitFor(async () => expect(await names()).toEqual(["Bo", "Olga", "Änne"]));
  expect(router.state.location.search).toEqual({ sort: "-year" });
  await head();
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

it("says that nothing fits, and how to see all again", async () => {
  show(page({ rows: DANCERS }), "/?q=nobody");
  fireEvent.click(await screen.findByRole("button", { name: "Clear search and filters" }));
  expect(await names()).toHaveLength(3);
  expect(screen.getByRole("searchbox")).toHaveProperty("value", "");
});

it("says what to do next when there is nothing", async () => {
  show(page({ rows: [] }));
  expect(await screen.findByText("Nobody dances yet")).toBeTruthy();
  expect(screen.getByText("Invite somebody.")).toBeTruthy();
});

it("is busy while it loads", async () => {
  show(page({}));
  expect((await screen.findByRole("status", { name: "Dancers" })).getAttribute("aria-busy")).toBe("true");
});

it("says what went wrong, and tries again", async () => {
  let tries = 0;
  show(page({ error: new Refused("", 0, "offline"), retry: () => tries++ }));
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(tries).toBe(1);
});

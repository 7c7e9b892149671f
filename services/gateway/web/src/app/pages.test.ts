import { expect, it } from "vitest";
import { isCurrent } from "./Places";
import { PAGES, phoneBar, sidebar } from "./pages";

const nobody = () => false;
const everything = () => true;
const trainer = (permission: string) =>
  ["account", "see_analyses", "see_couples", "upload", "talk", "teach"].includes(permission);

it("has one page at each address", () => {
  const paths = PAGES.map((page) => page.path);
  expect([...new Set(paths)]).toEqual(paths);
});

it("has an order without ties, and a sign for every place", () => {
  const places = PAGES.flatMap((page) => (page.place ? [`${page.place.section} ${page.place.order}`] : []));
  expect([...new Set(places)]).toEqual(places);
  expect(PAGES.filter((page) => (page.place || page.phone !== undefined) && !page.icon)).toEqual([]);
});

it("shows what somebody may do, in its order, and no empty section", () => {
  const shown = (may: (permission: string) => boolean) =>
    sidebar(may).map(({ section, pages }) => [section, pages.map((page) => page.path)]);
  expect(shown(trainer)).toEqual([
    ["work", ["/", "/questions", "/notifications", "/new", "/analyses", "/couples"]],
    ["knowledge", ["/knowledge/principles"]],
    ["help", ["/help"]],
  ]);
  expect(shown(nobody)).toEqual([
    ["work", ["/"]],
    ["help", ["/help"]],
  ]);
  expect(shown(everything).map(([section]) => section)).toEqual(["work", "knowledge", "train", "admin", "help"]);
});

it("has one thing to add on a phone, and never more places than fit", () => {
  expect(PAGES.filter((page) => page.phone === "add").map((page) => page.path)).toEqual(["/new"]);
  expect(phoneBar(everything).places.length).toBeLessThanOrEqual(3);
  expect(phoneBar(nobody).add).toBeUndefined();
});

it("marks a place for the pages below it, and the start for itself alone", () => {
  expect(isCurrent("/admin/users", "/admin/users")).toBe(true);
  expect(isCurrent("/admin/users/1", "/admin/users")).toBe(true);
  expect(isCurrent("/admin/users2", "/admin/users")).toBe(false);
  expect(isCurrent("/new", "/")).toBe(false);
});

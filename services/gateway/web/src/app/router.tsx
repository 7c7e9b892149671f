/** The way between pages, made from what the features say. */
import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { Broken } from "./Broken";
import { Frame } from "./Frame";
import { NoSuchPage } from "./NoSuchPage";
import { Opening } from "./Opening";
import { PAGES } from "./pages";

const root = createRootRoute({ component: Frame, notFoundComponent: NoSuchPage });
const routes = PAGES.map((page) =>
  createRoute({ getParentRoute: () => root, path: page.path, component: page.component, staticData: { page } }),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  defaultPendingComponent: Opening,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

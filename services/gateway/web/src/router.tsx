import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Frame } from "./features/account/Frame";
import { AnalysisList } from "./features/analyses/AnalysisList";

const root = createRootRoute({ component: Frame });
const home = createRoute({ getParentRoute: () => root, path: "/", component: AnalysisList });
const fresh = createRoute({
  getParentRoute: () => root,
  path: "/new",
  component: lazyRouteComponent(() => import("./features/upload/NewAnalysis"), "NewAnalysis"),
});
const review = createRoute({
  getParentRoute: () => root,
  path: "/analyses/$analysisId",
  component: lazyRouteComponent(() => import("./features/analyses/Review"), "Review"),
});

export const router = createRouter({ routeTree: root.addChildren([home, fresh, review]) });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

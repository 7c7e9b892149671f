import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Frame, OPEN_PAGE } from "./features/account/Frame";
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

const setPassword = createRoute({
  getParentRoute: () => root,
  path: OPEN_PAGE,
  component: lazyRouteComponent(() => import("./features/account/SetPassword"), "SetPassword"),
});
const profile = createRoute({
  getParentRoute: () => root,
  path: "/profile",
  component: lazyRouteComponent(() => import("./features/account/Profile"), "Profile"),
});
const users = createRoute({
  getParentRoute: () => root,
  path: "/admin/users",
  component: lazyRouteComponent(() => import("./features/admin/Users"), "Users"),
});
const logs = createRoute({
  getParentRoute: () => root,
  path: "/admin/logs",
  component: lazyRouteComponent(() => import("./features/admin/Logs"), "Logs"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/admin/setup",
  component: lazyRouteComponent(() => import("./features/admin/Setup"), "Setup"),
});
const keys = createRoute({
  getParentRoute: () => root,
  path: "/admin/keys",
  component: lazyRouteComponent(() => import("./features/admin/Keys"), "Keys"),
});
const studios = createRoute({
  getParentRoute: () => root,
  path: "/admin/studios",
  component: lazyRouteComponent(() => import("./features/admin/Studios"), "Studios"),
});
const models = createRoute({
  getParentRoute: () => root,
  path: "/train/models",
  component: lazyRouteComponent(() => import("./features/train/Models"), "Models"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, fresh, review, setPassword, profile, users, logs, setup, keys, studios, models]),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

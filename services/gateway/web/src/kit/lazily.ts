/** Parts of the app that come when they are needed; a line that is down delays them and breaks nothing. */
import { lazyRouteComponent } from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";
import { pause } from "@/api/patience";

const TRIES = 4;
const WAIT = 1000;

/** Loads a module; given up only where the line is up and it cannot be had all the same: it was replaced. */
export async function patiently<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let tries = 1; ; ) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine && tries++ >= TRIES) throw error;
      // What a browser says of its line is not always true.
      await pause(WAIT);
    }
  }
}

/** `lazily(() => import("./Sidebar"), "Sidebar")` */
export const lazily = <Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) => lazy(async () => ({ default: (await patiently(load))[name] }));

/** The same for a page. */
export const lazyPage = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazyRouteComponent(() => patiently(load), name);

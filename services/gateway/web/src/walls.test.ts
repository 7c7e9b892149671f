/** The walls of the house: what stands where, and nowhere else. */
import { describe, expect, it } from "vitest";
import { SOURCES } from "./testing/sources";

const outside = (allowed: RegExp) => SOURCES.filter(({ path }) => !allowed.test(path));
const offenders = (sources: typeof SOURCES, forbidden: RegExp) =>
  sources.flatMap(({ path, code }) => [...code.matchAll(forbidden)].map((hit) => `${path}: ${hit[0]}`));
const featureOf = (path: string) => path.match(/^features\/([^/]+)\//)?.[1];

describe("what is asked of the gateway", () => {
  it("has its keys in the queries of its feature alone", () => {
    expect(offenders(outside(/^features\/[^/]+\/queries\.ts$/), /queryKey:\s*\[|setQueryData\(\s*\[/g)).toEqual([]);
  });

  it("has keys that begin with the feature's name, so that no two hold different things under one", () => {
    for (const { path, code } of SOURCES.filter((one) => one.path.endsWith("/queries.ts"))) {
      const first = code.match(/const ALL = \["([^"]+)"\]/)?.[1];
      if (code.includes("queryKey")) expect(`${path}: ${first}`).toBe(`${path}: ${featureOf(path)}`);
      expect(offenders([{ path, code }], /queryKey: \["/g)).toEqual([]);
    }
  });

  it("is asked by queries alone", () => {
    expect(offenders(outside(/queries\.ts$|^api\//), /\bapi\.(GET|POST|PUT|PATCH|DELETE)\b|\bfetch\(/g)).toEqual([]);
  });
});

describe("features", () => {
  it("know of one another no more than their queries", () => {
    const found = SOURCES.filter(({ path }) => featureOf(path)).flatMap(({ path, code }) =>
      [...code.matchAll(/from "@\/features\/([^/"]+)\/([^"]+)"/g)]
        .filter(([, feature, file]) => feature !== featureOf(path) && file !== "queries")
        .map((hit) => `${path}: ${hit[0]}`),
    );
    expect(found).toEqual([]);
  });

  it("are not known to the kit, the words and the API", () => {
    expect(
      offenders(
        SOURCES.filter(({ path }) => /^(kit|words|api)\//.test(path)),
        /from "@\/(features|app)\//g,
      ),
    ).toEqual([]);
  });

  it("load a page when it is opened", () => {
    const pages = SOURCES.filter(({ path }) => path.endsWith("/pages.tsx"));
    expect(pages.length).toBeGreaterThan(5);
    expect(offenders(pages, /from "\.\/[A-Z]\w+"/g)).toEqual([]);
  });

  it("wait for what is not loaded yet when the line is down", () => {
    expect(offenders(outside(/^kit\/lazily\.ts$/), /\blazy\(|\blazyRouteComponent\(/g)).toEqual([]);
  });
});

describe("looks and words", () => {
  it("have no colour beside the tokens", () => {
    expect(offenders(outside(/^kit\/tokens\.ts$/), /#[0-9a-f]{6}\b|\brgba?\(/gi)).toEqual([]);
    expect(
      offenders(SOURCES, /\b(?:color|c)="(?:red|green|blue|yellow|orange|grape|teal|gray|dark)(?:\.\d)?"/g),
    ).toEqual([]);
  });

  it("have numbers and times formatted in one place", () => {
    const elsewhere = outside(/^words\/format\.ts$/);
    expect(offenders(elsewhere, /\.toLocale\w+\(|\.toFixed\(|new Intl\.|\bIntl\.\w+\(/g)).toEqual([]);
  });
});

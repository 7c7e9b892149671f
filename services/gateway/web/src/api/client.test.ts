import { afterEach, expect, it, vi } from "vitest";
import { api, Refused } from "./client";
import { delay, patience } from "./patience";
import { session } from "./session";

const answer = (status: number, told: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(told), { status, headers: { "Content-Type": "application/json", ...headers } });
const NOBODY = { code: "not_signed_in", title: "Please sign in." };

afterEach(() => {
  vi.unstubAllGlobals();
  session.settle(false);
});

it("waits where the session is over, and is made again with all it brought once somebody has signed in", async () => {
  const bodies: string[] = [];
  let signedIn = false;
  vi.stubGlobal("fetch", async (call: Request) => {
    bodies.push(await call.text());
    return signedIn ? answer(200, { id: "one" }) : answer(401, NOBODY);
  });
  const told = { lead: "Max", follow: "Anna", tier: "", level: "", dances: [], profile_urls: [] };
  const made = api.POST("/v1/couples", { body: told });
  await vi.waitFor(() => expect(session.over()).toBe(true));
  signedIn = true;
  session.settle(true);
  expect((await made).data).toEqual({ id: "one" });
  expect(bodies.map((body) => JSON.parse(body))).toEqual([told, told]);
  expect(session.over()).toBe(false);
});

it("is refused where nobody signs in again", async () => {
  vi.stubGlobal("fetch", async () => answer(401, NOBODY));
  const asked = api.GET("/v1/couples");
  await vi.waitFor(() => expect(session.over()).toBe(true));
  session.settle(false);
  await expect(asked).rejects.toMatchObject({ status: 401, code: "not_signed_in" });
});

it("does not wait for a session where one is just being begun", async () => {
  vi.stubGlobal("fetch", async () => answer(401, { code: "sign_in_refused", title: "Wrong." }));
  const wrong = { email: "max@demo.example", password: "wrong" };
  await expect(api.POST("/v1/account/sign-in", { body: wrong })).rejects.toMatchObject({ code: "sign_in_refused" });
  expect(session.over()).toBe(false);
});

it("knows what may pass, and when to ask again", async () => {
  vi.stubGlobal("fetch", async () =>
    answer(503, { code: "unavailable", title: "Away.", most: 5 }, { "Retry-After": "7" }),
  );
  const away = await api.GET("/v1/couples").then(
    () => undefined,
    (error: Refused) => error,
  );
  expect(away).toMatchObject({ passing: true, after: 7, details: { most: 5 } });
  expect([0, 3].map((count) => delay(count, away as Refused))).toEqual([7000, 7000]);
  const dropped = new Refused("", 0, "offline");
  expect([0, 1, 2, 9].map((count) => delay(count, dropped))).toEqual([500, 1000, 2000, 10_000]);
  expect(patience.retry(0, dropped)).toBe(true);
  expect(patience.retry(4, dropped)).toBe(false);
  expect(patience.retry(0, new Refused("No.", 403, "forbidden"))).toBe(false);
  expect(patience.retry(0, new TypeError("a fault of ours"))).toBe(false);
});

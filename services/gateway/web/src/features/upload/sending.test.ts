import { afterEach, expect, it, vi } from "vitest";

vi.mock("./duration", () => ({ durationOf: async () => 2 }));

const FILE = new File(["aaaabbbbcc"], "waltz.mp4");
const addresses = (version: string) =>
  [4, 4, 2].map((size, at) => ({ number: at + 1, offset: 4 * at, size, url: `/store/${version}/${at + 1}` }));

/** A gateway and a store: `refusals` are what completions are answered with before the last one is taken. */
async function serve(refusals: { status: number; code: string; parts?: number[] }[], broken: string[] = []) {
  const stored: string[] = [];
  const completed: { number: number; etag: string }[][] = [];
  let version = 0;
  const json = (told: unknown, status = 200) => new Response(JSON.stringify(told), { status });
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (!path.endsWith("/complete")) {
      version += 1;
      return json({ video_id: "v", parts: addresses(`${version}`), expires_in_seconds: 60 });
    }
    completed.push((await request.json()).parts);
    const refused = refusals.shift();
    return refused ? json({ title: "No.", ...refused }, refused.status) : json({ state: "checking" });
  });
  class Sending {
    upload: { onprogress?: (event: { loaded: number }) => void } = {};
    status = 0;
    onload?: () => void;
    private url = "";
    open(_: string, url: string) {
      this.url = url;
    }
    getResponseHeader() {
      return `"etag-${this.url}"`;
    }
    async send(data: Blob) {
      this.status = broken.includes(this.url) ? 403 : 200;
      if (this.status === 200) stored.push(`${this.url} ${await data.text()}`);
      this.upload.onprogress?.({ loaded: data.size });
      this.onload?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", Sending);
  vi.resetModules(); // the client keeps the fetch that is there when it is made
  const { sendVideo } = await import("./sending");
  return { stored, completed, send: () => sendVideo("s", "A", FILE, () => undefined) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("sends the parts that are named again, to fresh addresses, and completes with what is known of all", async () => {
  const { stored, completed, send } = await serve([{ status: 409, code: "parts_missing", parts: [2] }]);
  await send();
  expect(stored).toEqual(["/store/1/1 aaaa", "/store/1/2 bbbb", "/store/1/3 cc", "/store/2/2 bbbb"]);
  expect(completed[1]).toHaveLength(3);
  expect(completed[1]).toContainEqual({ number: 2, etag: "etag-/store/2/2" });
  expect(completed[1]).toContainEqual({ number: 3, etag: "etag-/store/1/3" });
});

it("goes on at fresh addresses where an old one takes nothing any more", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
  const { stored, completed, send } = await serve([], ["/store/1/2"]);
  await send();
  expect(stored).toEqual(["/store/1/1 aaaa", "/store/2/2 bbbb", "/store/2/3 cc"]);
  expect(completed).toHaveLength(1);
});

it("gives up after some rounds, and at once where sending again does not help", async () => {
  const missing = { status: 409, code: "parts_missing", parts: [1] };
  const { send } = await serve(Array.from({ length: 9 }, () => missing));
  await expect(send()).rejects.toMatchObject({ code: "parts_missing" });
  const { completed, send: refused } = await serve([{ status: 404, code: "not_found" }]);
  await expect(refused()).rejects.toMatchObject({ code: "not_found" });
  expect(completed).toHaveLength(1);
});

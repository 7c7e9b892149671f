import { afterEach, expect, it, vi } from "vitest";
import { Refused, type Ticket } from "@/api/client";
import { send, type UploadServer } from "./sending";

const MIB = 1024 * 1024;
const PART = 5 * MIB;
const SIZES = [PART, PART, PART, 7];
const FILE = new File([new Uint8Array(3 * PART + 7)], "waltz.mp4", { type: "video/mp4" });

interface Store {
  here: Map<number, string>;
  puts: { number: number; version: number; size: number }[];
  completed: { number: number; etag: string }[][];
}

let videos = 0;

/** A server that signs, and a store that answers each PUT as it is told to: with a status, or 0 for a dropped line. */
function serve(store: Store, answer: (part: number, version: number) => number, refusals: Error[] = []) {
  const video = `video ${++videos}`;
  let version = 0;
  const ticket = (): Ticket => {
    version += 1;
    const parts = SIZES.map((size, at) => ({
      number: at + 1,
      offset: at * PART,
      size,
      url: `https://store.example/${version}/${at + 1}`,
      etag: store.here.get(at + 1) ?? null,
    }));
    return { video_id: video, parts, expires_in_seconds: 3600 };
  };
  class Sending extends EventTarget {
    upload = new EventTarget();
    status = 0;
    responseText = "";
    private place: [number, number] = [0, 0];
    open(_method: string, url: string) {
      const [, where, number] = url.match(/(\d+)\/(\d+)$/) ?? [];
      this.place = [Number(number), Number(where)];
    }
    getAllResponseHeaders() {
      return `etag: "etag-${this.place[0]}"\r\n`;
    }
    abort() {}
    send(data: Blob) {
      const [number, where] = this.place;
      store.puts.push({ number, version: where, size: data.size });
      this.status = answer(number, where);
      if (this.status === 200) store.here.set(number, `"etag-${number}"`);
      setTimeout(() => this.dispatchEvent(new Event(this.status === 0 ? "error" : "load")));
    }
  }
  vi.stubGlobal("XMLHttpRequest", Sending);
  const server: UploadServer = {
    resume: async () => ticket(),
    complete: async (_video, parts) => {
      store.completed.push(parts);
      const refused = refusals.shift();
      if (refused) throw refused;
    },
  };
  const seen: number[] = [];
  const ended = new Promise<Error | null>((resolve) => {
    void send(
      ticket(),
      FILE,
      {
        progress: (sent) => seen.push(sent),
        arrived: () => resolve(null),
        failed: resolve,
      },
      server,
    );
  });
  return { ended, seen };
}

const empty = (): Store => ({ here: new Map(), puts: [], completed: [] });
const numbers = ({ puts }: Store) => puts.map(({ number }) => number).sort();

afterEach(() => {
  vi.unstubAllGlobals();
});

it("sends every part once, each as large as it was signed, and completes with what the store has answered", async () => {
  const store = empty();
  const { ended } = serve(store, () => 200);
  expect(await ended).toBeNull();
  expect(numbers(store)).toEqual([1, 2, 3, 4]);
  for (const { number, size } of store.puts) expect(size).toBe(SIZES[number - 1]);
  expect(store.completed).toEqual([[1, 2, 3, 4].map((number) => ({ number, etag: `"etag-${number}"` }))]);
});

it("sends nothing that has arrived before", async () => {
  const store = empty();
  store.here.set(1, "a").set(3, "c");
  const { ended, seen } = serve(store, () => 200);
  expect(await ended).toBeNull();
  expect(numbers(store)).toEqual([2, 4]);
  expect(seen[0]).toBe(2 * PART);
  expect(store.completed[0]).toContainEqual({ number: 3, etag: "c" });
});

it("sends a part again whose line dropped, and nothing else", async () => {
  const store = empty();
  let drops = 2;
  const { ended } = serve(store, (part) => (part === 2 && drops-- > 0 ? 0 : 200));
  expect(await ended).toBeNull();
  expect(numbers(store)).toEqual([1, 2, 2, 2, 3, 4]);
});

it("goes on at fresh addresses where an old one takes nothing any more", async () => {
  const store = empty();
  const { ended } = serve(store, (part, version) => (part === 2 && version < 3 ? 403 : 200));
  expect(await ended).toBeNull();
  expect(store.puts.filter(({ number }) => number === 2).map(({ version }) => version)).toEqual([2, 3]);
});

it("takes it up again when parts are missing", async () => {
  const store = empty();
  const missing = new Refused("Part 1 of 4 is missing.", 409, "parts_missing", [1]);
  expect(await serve(store, () => 200, [missing]).ended).toBeNull();
  expect(store.completed).toHaveLength(2);
});

it("ends at once where that does not help", async () => {
  const gone = new Refused("It is not there.", 404, "not_found");
  const { ended } = serve(empty(), () => 200, [gone]);
  expect(await ended).toBe(gone);
});

import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { follow, type LiveEvent, useLive } from "./live";
import { session } from "./session";

/** A stream whose events the test sends. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  closed = false;
  readyState = 1;

  constructor(readonly url: string) {
    super();
    Stream.opened.push(this);
  }

  close() {
    this.closed = true;
  }

  send(name: string, told: object, id: string) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(told), lastEventId: id }));
  }
}

beforeEach(() => {
  Stream.opened = [];
  vi.stubGlobal("EventSource", Stream);
});
afterEach(() => vi.unstubAllGlobals());

it("hears a snapshot, progress and the end, and then opens no new stream", () => {
  const heard: LiveEvent<{ percent: number }>[] = [];
  follow<{ percent: number }>("analysis", "one", (event) => heard.push(event));
  const [stream] = Stream.opened;
  stream?.send("snapshot", { percent: 1 }, "1");
  stream?.send("progress", { percent: 2 }, "2");
  expect(stream?.closed).toBe(false);
  stream?.send("end", { percent: 100 }, "3");
  expect(heard.map(({ name, id, told }) => [name, id, told.percent])).toEqual([
    ["snapshot", "1", 1],
    ["progress", "2", 2],
    ["end", "3", 100],
  ]);
  expect(stream?.closed).toBe(true);
});

it("tells what was heard last and before it, and stops with its component", () => {
  const changes: unknown[] = [];
  const { result, unmount } = renderHook(() =>
    useLive<{ percent: number }>("analysis", "one", true, ({ told }, before) =>
      changes.push([before?.percent, told.percent]),
    ),
  );
  expect(result.current).toBeNull();
  const [stream] = Stream.opened;
  act(() => stream?.send("snapshot", { percent: 1 }, ""));
  act(() => stream?.send("progress", { percent: 2 }, ""));
  expect(result.current).toEqual({ percent: 2 });
  expect(changes).toEqual([
    [undefined, 1],
    [1, 2],
  ]);
  unmount();
  expect(stream?.closed).toBe(true);
});

it("is opened anew, ever later, when it was refused; and not when the browser does so itself", async () => {
  vi.useFakeTimers();
  const stop = follow("analysis", "one", () => undefined);
  const fail = (state: number) => {
    const stream = Stream.opened.at(-1) as Stream;
    stream.readyState = state;
    stream.dispatchEvent(new Event("error"));
  };
  fail(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(Stream.opened.length).toBe(1);
  fail(Stream.CLOSED);
  await vi.advanceTimersByTimeAsync(1000);
  expect(Stream.opened.length).toBe(2);
  fail(Stream.CLOSED);
  await vi.advanceTimersByTimeAsync(1000);
  expect(Stream.opened.length).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(Stream.opened.length).toBe(3);
  // Nobody is signed in: it waits for whoever comes.
  fail(Stream.CLOSED);
  session.end();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(Stream.opened.length).toBe(3);
  session.settle(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(Stream.opened.length).toBe(4);
  fail(Stream.CLOSED);
  stop();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(Stream.opened.length).toBe(4);
  vi.useRealTimers();
});

it("follows nothing while it is off", () => {
  renderHook(() => useLive("analysis", "one", false, () => undefined));
  expect(Stream.opened).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { uploading } from "./upload";

/** A line on which a test decides what moves. */
class FakeLine {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void; onload?: () => void } = {};
  onload?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  status = 200;
  responseText = '{"saved":true}';
  sent: Blob | null = null;
  aborted = false;
  readonly headers = new Map<string, string>();

  open = vi.fn();
  setRequestHeader = (name: string, value: string) => void this.headers.set(name, value);
  getResponseHeader = () => "application/json";
  send = (body: Blob) => {
    this.sent = body;
  };
  abort = () => {
    this.aborted = true;
    this.onabort?.();
    this.onloadend?.();
  };
  finish = () => {
    this.onload?.();
    this.onloadend?.();
  };
}

async function upload() {
  const line = new FakeLine();
  const shares: number[] = [];
  const send = uploading((share) => shares.push(share), () => line as unknown as XMLHttpRequest);
  const request = new Request("http://127.0.0.1/audio", {
    method: "POST",
    body: new Blob([new Uint8Array(1000)]),
    headers: { Authorization: "Bearer t" },
  });
  const answer = send(request);
  answer.catch(() => undefined);
  await vi.waitFor(() => expect(line.sent).not.toBeNull());
  return { line, shares, answer };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("uploading", () => {
  it("takes as long as bytes move", async () => {
    const { line, shares, answer } = await upload();
    for (let loaded = 100; loaded <= 1000; loaded += 100) {
      vi.advanceTimersByTime(29_000);
      line.upload.onprogress?.({ loaded, total: 1000 });
    }
    line.upload.onload?.();
    vi.advanceTimersByTime(50_000);
    line.finish();
    await expect((await answer).json()).resolves.toEqual({ saved: true });
    expect(shares).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect([line.headers.get("authorization"), line.aborted]).toEqual(["Bearer t", false]);
    expect(line.sent?.size).toBe(1000);
  });

  it("gives up when nothing moves any more", async () => {
    const { line, answer } = await upload();
    line.upload.onprogress?.({ loaded: 100, total: 1000 });
    vi.advanceTimersByTime(30_001);
    expect(line.aborted).toBe(true);
    await expect(answer).rejects.toThrow(TypeError);
  });

  it("gives up when the server does not say that it is stored", async () => {
    const { line, answer } = await upload();
    line.upload.onload?.();
    vi.advanceTimersByTime(60_001);
    await expect(answer).rejects.toThrow(TypeError);
  });
});

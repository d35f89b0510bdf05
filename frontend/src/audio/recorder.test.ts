import { describe, expect, it } from "vitest";
import { fileNameFor, negotiateType } from "./recorder";

describe("negotiateType", () => {
  it("prefers Opus in WebM, and takes MP4 where that is all", () => {
    expect(negotiateType(() => true)).toBe("audio/webm;codecs=opus");
    expect(negotiateType((type) => type === "audio/mp4")).toBe("audio/mp4");
    expect(negotiateType(() => false)).toBe("");
  });
});

describe("fileNameFor", () => {
  it.each([
    ["audio/webm;codecs=opus", "recording.webm"],
    ["audio/mp4", "recording.m4a"],
    ["audio/ogg; codecs=opus", "recording.ogg"],
    ["", "recording.webm"],
  ])("names %s %s", (type, name) => {
    expect(fileNameFor(type)).toBe(name);
  });
});

import { describe, expect, it } from "vitest";
import { adviceFor, troubleOf, type MicrophoneTrouble } from "./troubles";

describe("troubleOf", () => {
  it.each([
    ["NotAllowedError", "denied", "blocked"],
    ["NotAllowedError", "unknown", "blocked"],
    ["NotAllowedError", "prompt", "dismissed"],
    ["NotFoundError", "granted", "missing"],
    ["NotReadableError", "granted", "busy"],
    ["OverconstrainedError", "granted", "unsuitable"],
    ["AbortError", "granted", "forbidden"],
    ["SecurityError", "granted", "forbidden"],
    ["TypeError", "granted", "forbidden"],
    ["SomethingNewError", "granted", "forbidden"],
  ] as const)("%s with permission %s is %s", (name, permission, trouble) => {
    expect(troubleOf(name, permission)).toBe(trouble);
  });
});

describe("adviceFor", () => {
  const ALL: MicrophoneTrouble[] = [
    "unsupported",
    "blocked",
    "dismissed",
    "missing",
    "busy",
    "unsuitable",
    "forbidden",
    "silent",
    "gone",
  ];

  it("has a title of its own and something to do for every trouble", () => {
    const advice = ALL.map((trouble) => adviceFor(trouble, ""));
    expect(new Set(advice.map(({ title }) => title)).size).toBe(ALL.length);
    expect(advice.every(({ steps }) => steps.length > 0)).toBe(true);
  });

  it("names the steps of the browser at hand", () => {
    const first = (userAgent: string) => adviceFor("blocked", userAgent).steps[0];
    expect(first("Mozilla/5.0 Gecko/20100101 Firefox/140.0")).toContain("crossed-out microphone");
    expect(first("Mozilla/5.0 Version/18.0 Safari/605.1.15")).toContain("Settings for This Website");
    expect(first("Mozilla/5.0 Chrome/140.0 Safari/537.36")).toContain("Site settings");
  });
});

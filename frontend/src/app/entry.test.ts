import { describe, expect, it } from "vitest";
import { readEntry, withIds, withoutScenario } from "./entry";

const at = (path: string) => new URL(path, "https://study.example");

describe("readEntry", () => {
  it("reads the recruiter's link", () => {
    expect(readEntry(at("/s/voice-1?PROLIFIC_PID=p&STUDY_ID=s&SESSION_ID=x&scenario=goal-001"))).toEqual({
      study: "voice-1",
      prolific_pid: "p",
      study_id: "s",
      session_id: "x",
      scenario: "goal-001",
    });
  });

  it("leaves out what is not there", () => {
    expect(readEntry(at("/s/voice-1/?PROLIFIC_PID="))).toEqual({
      study: "voice-1",
      prolific_pid: null,
      study_id: null,
      session_id: null,
      scenario: null,
    });
  });

  it.each(["/", "/s/", "/s/Voice", "/s/a/b", "/console"])("knows that %s is no link", (path) => {
    expect(readEntry(at(path))).toBeNull();
  });
});

describe("withIds", () => {
  it("puts the ids into the address and keeps the rest", () => {
    const address = withIds(at("/s/a?scenario=x&SESSION_ID=old"), { prolific_pid: "p", study_id: "s", session_id: "n" });
    expect(Object.fromEntries(address.searchParams)).toEqual({ scenario: "x", PROLIFIC_PID: "p", STUDY_ID: "s", SESSION_ID: "n" });
  });
});

describe("withoutScenario", () => {
  it("takes the wish out of the address and keeps the rest", () => {
    const next = withoutScenario(at("/s/a?scenario=bogus&SESSION_ID=x"));
    expect(next.pathname + next.search).toBe("/s/a?SESSION_ID=x");
  });
});

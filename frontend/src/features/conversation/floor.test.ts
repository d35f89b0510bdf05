import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, type Channel } from "./channel";
import { floorOf, type FloorInput } from "./floor";

const READY: Channel = { ...NOTHING_HEARD, heardT: 0, ready: true, agent: "listening" };
const floor = (changes: Partial<FloorInput>) =>
  floorOf({ phase: "live", connection: "connected", channel: READY, lost: false, ...changes });

describe("floorOf", () => {
  it.each([
    ["listening", {}],
    ["hearing", { channel: { ...READY, user: "speaking" } }],
    ["thinking", { channel: { ...READY, agent: "thinking" } }],
    ["speaking", { channel: { ...READY, agent: "speaking", user: "speaking" } }],
    ["getting_ready", { channel: NOTHING_HEARD, phase: "connecting" }],
    ["getting_ready", { channel: { ...READY, agent: "initializing" } }],
    ["joining", { channel: NOTHING_HEARD, phase: "connecting", connection: "joining" }],
    ["returning", { channel: NOTHING_HEARD }],
    ["returning", { channel: NOTHING_HEARD, connection: "joining" }],
    ["returning", { channel: { ...READY, rejoinedAtMs: 5 } }],
    ["returning", { connection: "replaced", lost: true }],
    ["returning", { connection: "joining", lost: true }],
    ["lost", { connection: "joining", lost: true, phase: "recovering" }],
    ["lost", { channel: { ...READY, rejoinedAtMs: 5 }, lost: true }],
    ["lost", { lost: true }],
    ["lost", { phase: "recovering" }],
    ["lost", { channel: { ...NOTHING_HEARD, heardT: 0, met: true } }],
    ["getting_ready", { channel: { ...NOTHING_HEARD, heardT: 0, met: true }, phase: "connecting" }],
    ["getting_ready", { channel: { ...NOTHING_HEARD, heardT: 0 } }],
    ["getting_ready", { lost: true, phase: "connecting" }],
    ["getting_ready", { channel: { ...READY, rejoinedAtMs: 5 }, phase: "connecting" }],
    ["gone", { connection: "closed" }],
    ["gone", { connection: "closed", lost: true, phase: "recovering" }],
    ["ending", { connection: "closed", channel: { ...READY, ended: "goodbye" } }],
    ["ending", { phase: "ending" }],
    ["ending", { channel: { ...READY, ended: "goodbye" } }],
  ] satisfies [string, Partial<FloorInput>][])("is %s", (expected, changes) => {
    expect(floor(changes)).toBe(expected);
  });

  it("names our own line first when that is what broke", () => {
    expect(floor({ connection: "reconnecting", lost: true, phase: "recovering" })).toBe("reconnecting");
  });
});

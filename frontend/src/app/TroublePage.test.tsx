import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/problem";
import { adviceFor } from "./TroublePage";

const advice = (kind: ApiError["kind"]) => adviceFor(new ApiError(kind, "The study is full.", "code"));

describe("adviceFor", () => {
  it("offers another try only where one can help", () => {
    const canRetry = (["unreachable", "broken", "missing", "invalid", "refused"] as const).map((kind) => advice(kind).canRetry);
    expect(canRetry).toEqual([true, true, false, false, false]);
    expect(adviceFor(new Error("bug")).canRetry).toBe(true);
  });

  it("passes on why somebody may not take part", () => {
    expect(advice("refused").lead).toBe("The study is full.");
  });
});

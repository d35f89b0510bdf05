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

  it("tells a closed practice study from a broken link", () => {
    const closed = adviceFor(new ApiError("missing", "It is closed here.", "rehearsal_closed"));
    expect(closed).toEqual({ heading: "The practice study is closed", lead: "It is closed here.", canRetry: false });
    expect(advice("missing").heading).toBe("This link does not lead to a study");
  });

  it("passes on why somebody may not take part", () => {
    expect(advice("refused").lead).toBe("The study is full.");
  });
});

import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/problem";
import { adviceFor, TroublePage } from "./TroublePage";

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

  it.each([
    ["no_study", "There is no study at this address"],
    ["no_scenario", "There is no such scenario"],
    ["no_choice", "The scenario cannot be chosen"],
    ["incomplete_link", "Part of the link is missing"],
  ])("says what is wrong with a link: %s", (code, heading) => {
    expect(adviceFor(new ApiError("invalid", "", code))).toMatchObject({ heading, canRetry: false });
  });

  it("knows a scenario that cannot even be a name", () => {
    const malformed = new ApiError("invalid", "", "invalid", [{ field: "scenario", message: "pattern" }]);
    expect(adviceFor(malformed).heading).toBe("There is no such scenario");
    expect(adviceFor(new ApiError("invalid", "", "invalid")).heading).toBe("This link does not lead to a study");
  });

  it("leads on without the scenario where only that is wrong", () => {
    const page = (code: string) => render(<TroublePage error={new ApiError("invalid", "", code)} onRetry={() => undefined} retrying={false} />);
    window.history.replaceState(null, "", "/s/rehearsal?scenario=bogus&SESSION_ID=x");
    const { unmount } = page("no_scenario");
    const way = screen.getByRole("link", { name: "Open the study without the scenario" });
    expect(way).toHaveAttribute("href", `${window.location.origin}/s/rehearsal?SESSION_ID=x`);
    unmount();
    page("no_study");
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("passes on why somebody may not take part", () => {
    expect(advice("refused").lead).toBe("The study is full.");
  });
});

import type { FieldProblem, Problem } from "./schema";

/** Why a call to the study server did not succeed. */
export type TroubleKind = "unreachable" | "refused" | "missing" | "unauthorized" | "elsewhere" | "invalid" | "broken";

const KIND_OF_STATUS: Record<number, TroubleKind> = {
  401: "unauthorized",
  403: "refused",
  404: "missing",
  409: "refused",
  422: "invalid",
};

const WRONG_STAGE = "wrong_stage"; // the submission moved on, in another tab perhaps

/** A refusal by the server, or no answer from it at all (`kind` "unreachable"). */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly kind: TroubleKind,
    message: string,
    readonly code: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(message);
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}

/** Turn what the server said into an ApiError; anything that is not our problem format counts as broken. */
export function toApiError(status: number, body: unknown): ApiError {
  const kind = KIND_OF_STATUS[status] ?? "broken";
  if (!isProblem(body)) return new ApiError(kind, "The study server could not answer.", `http_${status}`);
  return new ApiError(body.code === WRONG_STAGE ? "elsewhere" : kind, body.detail, body.code, body.fields);
}

/** Words for a person, whatever went wrong. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return "Something went wrong on this page. Please try again.";
  if (error.kind === "unreachable") return "We could not reach the study. Check your internet connection and try again.";
  if (error.kind === "broken") return "The study could not answer just now. Please try again in a moment.";
  return error.message;
}

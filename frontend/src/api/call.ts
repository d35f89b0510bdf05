import { ApiError, toApiError } from "./problem";

type Answer<T> = { data?: T; error?: unknown; response: Response };

const TIMEOUT_MS = 15_000;

/** `fetch` that gives up after a while, so that a dead network shows as one. */
export function patientFetch(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]) });
}

/** The data of an openapi-fetch answer. Throws ApiError for a refusal and for no answer at all. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError("unreachable", "The study server did not answer.", "unreachable");
  }
  if (!answer.response.ok || answer.data === undefined) throw toApiError(answer.response.status, answer.error);
  return answer.data;
}

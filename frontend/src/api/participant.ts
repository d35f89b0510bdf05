import createClient from "openapi-fetch";
import { patientFetch, unwrap } from "./call";
import { ApiError } from "./problem";
import { uploading } from "./upload";
import type { AudioCheckResult, ConsentAnswer, Entry, EntryView, RatingDraft, Ratings, SubmissionView, paths } from "./schema";

export type Stage = SubmissionView["submission"];
export type StageOf<Name extends Stage["stage"]> = Extract<Stage, { stage: Name }>;

/** Every call that the participant's page makes. Each answers with the stage at which the submission now stands. */
export type ParticipantApi = ReturnType<typeof createParticipantApi>;

/**
 * The participant's side of the API for one recruiter's link.
 *
 * The token of the entry call is kept in memory alone; when it is refused the link is entered again, which finds the
 * same submission. `onEntered` hears the ids under which the server knows it.
 */
export function createParticipantApi(
  entry: Entry,
  onEntered: (view: EntryView) => void = () => undefined,
  upload = uploading,
) {
  const client = createClient<paths>({ baseUrl: window.location.origin, fetch: patientFetch });
  let token: string | null = null;
  let known = entry;

  async function enter(): Promise<EntryView> {
    const view = await unwrap(client.POST("/api/participant/entry", { body: known }));
    token = view.token;
    known = { ...entry, prolific_pid: view.prolific_pid, study_id: view.study_id, session_id: view.session_id };
    onEntered(view);
    return view;
  }

  async function call(send: (headers: { Authorization: string }) => Promise<SubmissionView>): Promise<Stage> {
    token ??= (await enter()).token;
    try {
      return (await send({ Authorization: `Bearer ${token}` })).submission;
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== "unauthorized") throw error;
      const renewed = (await enter()).token;
      return (await send({ Authorization: `Bearer ${renewed}` })).submission;
    }
  }

  return {
    /** The stage now; enters the link when that has not happened yet. */
    current: async (): Promise<Stage> =>
      token === null
        ? (await enter()).submission
        : call((headers) => unwrap(client.GET("/api/participant/submission", { headers }))),
    answerConsent: (body: ConsentAnswer) =>
      call((headers) => unwrap(client.POST("/api/participant/consent", { headers, body }))),
    reportAudioCheck: (body: AudioCheckResult) =>
      call((headers) => unwrap(client.POST("/api/participant/audio-check", { headers, body }))),
    startConversation: () => call((headers) => unwrap(client.POST("/api/participant/conversation", { headers }))),
    endConversation: () => call((headers) => unwrap(client.POST("/api/participant/conversation/end", { headers }))),
    retryConversation: () => call((headers) => unwrap(client.POST("/api/participant/conversation/retry", { headers }))),
    leaveConversation: () => call((headers) => unwrap(client.POST("/api/participant/conversation/leave", { headers }))),
    saveDraft: (body: RatingDraft) =>
      call((headers) => unwrap(client.PUT("/api/participant/ratings/draft", { headers, body }))),
    submitRatings: (body: Ratings) => call((headers) => unwrap(client.POST("/api/participant/ratings", { headers, body }))),
    /** `onSent` hears which share of the recording has left this device, 0 to 1. */
    saveFeedbackAudio: (audio: Blob, name: string, onSent: (share: number) => void = () => undefined) =>
      call((headers) => {
        const form = new FormData();
        form.append("audio", audio, name);
        return unwrap(
          client.POST("/api/participant/feedback-audio", {
            headers,
            body: { audio: name }, // typed as text in OpenAPI; the form is what is sent
            bodySerializer: () => form,
            fetch: upload(onSent),
          }),
        );
      }),
    deleteFeedbackAudio: () => call((headers) => unwrap(client.DELETE("/api/participant/feedback-audio", { headers }))),
  };
}

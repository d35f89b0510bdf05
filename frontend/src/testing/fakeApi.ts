import { vi } from "vitest";
import type { ParticipantApi, Stage } from "@/api/participant";

/** An API without a server: every call is remembered and answers with `next`, which a test may change. */
export function fakeApi(next: Stage) {
  const fake = { next };
  const answer = () => vi.fn(() => Promise.resolve(fake.next));
  const api = {
    current: answer(),
    answerConsent: answer(),
    reportAudioCheck: answer(),
    startConversation: answer(),
    endConversation: answer(),
    retryConversation: answer(),
    leaveConversation: answer(),
    saveDraft: answer(),
    submitRatings: answer(),
    saveFeedbackAudio: answer(),
    deleteFeedbackAudio: answer(),
  } satisfies ParticipantApi;
  return { fake, api };
}

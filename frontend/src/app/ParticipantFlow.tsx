import { useEffect, useState, type ReactElement } from "react";
import { createParticipantApi, type Stage } from "@/api/participant";
import type { Entry } from "@/api/schema";
import { ParticipantApiProvider, useStage } from "@/api/useStage";
import { AssignmentPage } from "@/features/assignment/AssignmentPage";
import { AudioCheckPage } from "@/features/audio-check/AudioCheckPage";
import { ClosedPage } from "@/features/closed/ClosedPage";
import { CompletePage } from "@/features/complete/CompletePage";
import { ConsentPage } from "@/features/consent/ConsentPage";
import { ConversationPage } from "@/features/conversation/ConversationPage";
import { loadLivekitRoom } from "@/features/conversation/useRoom";
import { RatingPage } from "@/features/rating/RatingPage";
import { withIds } from "./entry";
import { LoadingPage } from "./LoadingPage";
import { TroublePage } from "./TroublePage";

/** The whole visit of one participant: whichever page the server names. */
export function ParticipantFlow({ entry }: { entry: Entry }) {
  const [api] = useState(() =>
    createParticipantApi(entry, (view) => {
      window.history.replaceState(null, "", withIds(new URL(window.location.href), view));
    }),
  );
  return (
    <ParticipantApiProvider value={api}>
      <CurrentStage />
    </ParticipantApiProvider>
  );
}

function CurrentStage() {
  const { data: stage, error, isFetching, refetch } = useStage();
  const talksSoon = stage?.stage === "audio_check" || stage?.stage === "assignment";
  useEffect(() => {
    if (talksSoon) void loadLivekitRoom().catch(() => undefined); // only a head start: the conversation loads it again
  }, [talksSoon]);
  if (stage !== undefined) return pageOf(stage);
  if (error !== null) return <TroublePage error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  return <LoadingPage />;
}

function pageOf(stage: Stage): ReactElement {
  switch (stage.stage) {
    case "consent":
      return <ConsentPage stage={stage} />;
    case "audio_check":
      return <AudioCheckPage stage={stage} />;
    case "assignment":
      return <AssignmentPage stage={stage} />;
    case "conversation":
      return <ConversationPage stage={stage} />;
    case "rating":
      return <RatingPage stage={stage} />;
    case "complete":
      return <CompletePage stage={stage} />;
    case "closed":
      return <ClosedPage stage={stage} />;
  }
}

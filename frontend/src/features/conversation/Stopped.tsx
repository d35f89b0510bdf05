import type { StageOf } from "@/api/participant";
import { useAction } from "@/api/useStage";
import { Interruption } from "./Interruption";
import type { ConversationRoom } from "./room";

type StoppedProps = { stage: StageOf<"conversation">; replaced: boolean; room: ConversationRoom | null };

/** The conversation does not go on by itself: another tab has it, the assistant is not there, or nobody was. */
export function Stopped({ stage, replaced, room }: StoppedProps) {
  const retry = useAction((api) => api.retryConversation());
  const leave = useAction((api) => api.leaveConversation());
  const finish = useAction((api) => api.endConversation());
  const tryAgain = { busy: retry.isPending, onChoose: () => retry.mutate() };
  const finishAndRate = { label: "Finish and rate", busy: finish.isPending, onChoose: () => finish.mutate() };
  const leaveWithPay = { label: "Leave with pay", busy: leave.isPending, onChoose: () => leave.mutate() };
  if (replaced) {
    return (
      <Interruption
        title="This conversation continues in another tab"
        text="You opened the study a second time, so the sound moved there. Your time goes on."
        icon="copy"
        primary={{ label: "Continue here", busy: false, onChoose: () => void room?.takeOver() }}
      />
    );
  }
  if (stage.phase === "paused") {
    return (
      <Interruption
        title="The conversation is paused"
        text="We did not hear from this page for a while, so the assistant left. The time that was left is kept for you."
        icon="hourglass"
        error={retry.error ?? finish.error}
        primary={{ label: "Continue the conversation", ...tryAgain }}
        others={[finishAndRate]}
      />
    );
  }
  if (stage.ready_at !== null) {
    return (
      <Interruption
        title="The assistant did not come back"
        text="This is our fault, not yours. You can try again, finish and rate, or leave now and be paid for your time."
        icon="alert"
        error={retry.error ?? finish.error ?? leave.error}
        primary={{ label: "Try again", ...tryAgain }}
        others={[finishAndRate, leaveWithPay]}
      />
    );
  }
  return (
    <Interruption
      title="The assistant did not come"
      text="This is our fault, not yours. You can try again, or leave now and be paid for your time."
      icon="alert"
      error={retry.error ?? leave.error}
      primary={{ label: "Try again", ...tryAgain }}
      others={[leaveWithPay]}
    />
  );
}

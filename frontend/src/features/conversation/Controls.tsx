import { useState } from "react";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import styles from "./Controls.module.css";
import type { ConversationRoom, RoomStatus } from "./room";

type ControlsProps = {
  room: ConversationRoom | null;
  status: RoomStatus;
  onToggleMicrophone: () => void;
  /** That the conversation may end, in words; null as long as nothing speaks for it. */
  finish: string | null;
  canEnd: boolean;
  ending: boolean;
  endError: unknown;
  onEnd: () => void;
};

/** What the participant can press while talking. */
export function Controls({ room, status, onToggleMicrophone, finish, canEnd, ending, endError, onEnd }: ControlsProps) {
  const [asking, setAsking] = useState(false);
  const { microphoneOn, microphoneTrouble, playbackBlocked } = status;
  return (
    <div className={styles.controls}>
      <p role="status" className={styles.finish}>
        {finish}
      </p>
      {playbackBlocked && (
        <Button variant="primary" icon="speaker" onClick={() => void room?.allowPlayback()}>
          Continue: turn on the sound
        </Button>
      )}
      {microphoneTrouble !== null ? (
        <Button icon="microphone" onClick={() => void room?.setMicrophone(true)}>
          Try the microphone again
        </Button>
      ) : (
        <Button
          variant={microphoneOn || playbackBlocked ? "secondary" : "primary"}
          icon={microphoneOn ? "microphone" : "microphoneOff"}
          disabled={room === null}
          onClick={onToggleMicrophone}
        >
          {microphoneOn ? "Turn microphone off" : "Turn microphone on"}
        </Button>
      )}
      <Button variant="quiet" disabled={!canEnd} onClick={() => setAsking(true)}>
        End conversation early
      </Button>
      {asking && canEnd && (
        <ConfirmDialog
          title="End the conversation now?"
          stay={{ label: "Keep talking", onChoose: () => setAsking(false) }}
          leave={{ label: "End conversation", busy: ending, error: endError, onChoose: onEnd }}
        >
          <p>The assistant says goodbye and you go on to the rating. You cannot come back to the conversation.</p>
          <p>The minutes that you have talked count.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

import { useState } from "react";
import { Button } from "@/ui/Button";
import styles from "./Controls.module.css";
import { EndDialog } from "./EndDialog";
import type { ConversationRoom, RoomStatus } from "./room";

type ControlsProps = {
  room: ConversationRoom | null;
  status: RoomStatus;
  onToggleMicrophone: () => void;
  canEnd: boolean;
  ending: boolean;
  endError: unknown;
  onEnd: () => void;
};

/** What the participant can press while talking. */
export function Controls({ room, status, onToggleMicrophone, canEnd, ending, endError, onEnd }: ControlsProps) {
  const [asking, setAsking] = useState(false);
  const { microphoneOn, microphoneTrouble, playbackBlocked } = status;
  return (
    <div className={styles.controls}>
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
      {asking && canEnd && <EndDialog busy={ending} error={endError} onStay={() => setAsking(false)} onEnd={onEnd} />}
    </div>
  );
}

import { adviceFor } from "@/audio/troubles";
import { Icon, type IconName } from "@/ui/Icon";
import { LevelBar } from "@/ui/LevelBar";
import { Notice } from "@/ui/Notice";
import type { UserState } from "./messages";
import type { ConversationRoom, RoomStatus } from "./room";
import styles from "./YourSide.module.css";

type YourSideProps = { status: RoomStatus; userState: UserState; room: ConversationRoom | null };

function yourState({ microphoneOn, microphoneTrouble }: RoomStatus, userState: UserState): { text: string; icon: IconName } {
  if (microphoneTrouble !== null) return { text: "Your microphone does not work", icon: "alert" };
  if (!microphoneOn) return { text: "Your microphone is off", icon: "microphoneOff" };
  if (userState === "speaking") return { text: "You are speaking", icon: "bubble" };
  return { text: "Your microphone is on", icon: "microphone" };
}

/** The participant's side of the floor, with the live level of the microphone. */
export function YourSide({ status, userState, room }: YourSideProps) {
  const state = yourState(status, userState);
  const heard = status.microphoneOn && status.microphoneTrouble === null;
  return (
    <div className={styles.side}>
      <p className={styles.who}>You</p>
      <p className={styles.state}>
        <Icon name={state.icon} />
        {state.text}
      </p>
      {heard && <LevelBar compact label="Level" read={room?.userLevel ?? null} />}
      {status.microphoneTrouble !== null && <Repair status={status} />}
    </div>
  );
}

function Repair({ status }: { status: RoomStatus }) {
  if (status.microphoneTrouble === null) return null;
  const advice = adviceFor(status.microphoneTrouble, navigator.userAgent);
  return (
    <Notice tone="warn" role="alert" title={advice.title}>
      <p>{advice.steps[0]} As soon as it is back, the conversation continues.</p>
    </Notice>
  );
}

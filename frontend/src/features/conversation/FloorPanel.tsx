import type { StageOf } from "@/api/participant";
import { useAction } from "@/api/useStage";
import { Notice } from "@/ui/Notice";
import { Announcer } from "./Announcer";
import { Controls } from "./Controls";
import styles from "./ConversationPage.module.css";
import { finishWords } from "./finish";
import { FLOOR_WORDS, floorOf, isTalking } from "./floor";
import { Presence } from "./Presence";
import { Settings } from "./Settings";
import { StatusBar } from "./StatusBar";
import { Stopped } from "./Stopped";
import { sentAtMs } from "./channel";
import { warningAt, type Warning } from "./time";
import { useClock } from "./useClock";
import { useIsBack, useIsLost } from "./useLoss";
import { useMuteKey } from "./useMuteKey";
import { useNow } from "./useNow";
import { usePreference } from "./usePreference";
import type { useRoom } from "./useRoom";
import { YourSide } from "./YourSide";

const WARNINGS: Record<Warning, string> = {
  two_minutes: "Less than two minutes are left.",
  thirty_seconds: "Less than thirty seconds are left.",
  time_is_up: "The time is up.",
};

const BACK = "The assistant dropped out for a moment and is back. Your time is safe: go on where you were.";

type FloorPanelProps = { stage: StageOf<"conversation">; line: ReturnType<typeof useRoom> };

/** The middle of the page: time and connection, who has the floor, and the controls. */
export function FloorPanel({ stage, line }: FloorPanelProps) {
  const { room, status, channel } = line;
  const now = useNow(500);
  const end = useAction((api) => api.endConversation());
  const muteKey = usePreference("mute-key", true);
  const announcements = usePreference("announcements", true);
  const toggle = () => void room?.setMicrophone(!status.microphoneOn);
  useMuteKey(muteKey[0], toggle);

  const stopped = status.connection === "replaced" || stage.phase === "no_assistant" || stage.phase === "paused";
  const floor = floorOf({ phase: stage.phase, connection: status.connection, channel, lost: useIsLost(channel) });
  const isBack = useIsBack(floor);
  const hearsMore = status.connection !== "connected" && stage.phase === "live";
  const times = useClock(channel, { talkedS: stage.talked_s, limitS: stage.limit_s, hearsMore }, now);
  const counting = channel.elapsedS !== null || stage.ready_at !== null;
  const warning = isTalking(floor) ? warningAt(times.leftS) : null;
  return (
    <section
      className={styles.stage}
      aria-label="Conversation"
      data-floor={floor}
      data-agent-state={channel.agent}
      data-attempt={channel.attempt}
      data-heard-at-ms={sentAtMs(channel) ?? undefined}
    >
      <StatusBar times={times} counting={counting} status={stopped ? null : status} />
      <div role="status" className={styles.notices}>
        {isBack && !stopped && <Notice tone="ok">{BACK}</Notice>}
        {warning !== null && !stopped && <Notice tone="warn">{WARNINGS[warning]}</Notice>}
      </div>
      <div className={styles.middle}>
        {stopped ? (
          <Stopped stage={stage} replaced={status.connection === "replaced"} room={room} />
        ) : (
          <>
            <Presence
              floor={floor}
              room={room}
              assistantExpected={floor === "joining" || floor === "getting_ready"}
            />
            <YourSide status={status} userState={channel.user} room={room} />
          </>
        )}
      </div>
      {!stopped && (
        <>
          <Controls
            room={room}
            status={status}
            onToggleMicrophone={toggle}
            finish={stage.phase === "live" ? finishWords(floor, channel) : null}
            canEnd={stage.ready_at !== null && stage.phase !== "ending"}
            ending={end.isPending}
            endError={end.error}
            onEnd={() => end.mutate()}
          />
          <div className={styles.settings}>
            <Settings muteKey={muteKey} announcements={announcements} />
          </div>
        </>
      )}
      <Announcer enabled={announcements[0] && !stopped} text={`Assistant: ${FLOOR_WORDS[floor].label}`} />
    </section>
  );
}

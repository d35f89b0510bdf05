import type { StageOf } from "@/api/participant";
import { ScenarioCard } from "@/features/scenario/ScenarioCard";
import { frameOf } from "@/ui/frame";
import { Page } from "@/ui/Page";
import { FloorPanel } from "./FloorPanel";
import styles from "./ConversationPage.module.css";
import { ProgressPanel } from "./ProgressPanel";
import { SidePanel } from "./SidePanel";
import { useIsWide } from "./useIsWide";
import { loadLivekitRoom, useRoom, type LoadRoom } from "./useRoom";
import { useWakeLock } from "./useWakeLock";

type ConversationPageProps = { stage: StageOf<"conversation">; loadRoom?: LoadRoom };

/** The conversation (paper, figure 20): scenario, the assistant's presence, and the task's progress. */
export function ConversationPage({ stage, loadRoom = loadLivekitRoom }: ConversationPageProps) {
  const inProgress = stage.phase !== "no_assistant" && stage.phase !== "paused";
  const line = useRoom(loadRoom, stage.room, inProgress);
  const isWide = useIsWide();
  useWakeLock();
  const scenario = (
    <SidePanel key="scenario" title="Your scenario" hint="Read it again">
      <ScenarioCard card={stage.card} />
    </SidePanel>
  );
  const floor = <FloorPanel key="floor" stage={stage} line={line} />;
  const progress = stage.verified && (
    <ProgressPanel key="progress" verification={line.channel.verification} calls={line.channel.calls} actions={stage.actions} />
  );
  return (
    <Page {...frameOf(stage)} wide heading={stage.card.title}>
      <div className={styles.columns} data-verified={stage.verified}>
        {isWide ? [scenario, floor, progress] : [scenario, progress, floor]}
      </div>
    </Page>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { researcherApi } from "@/api/researcher";
import type { ConversationRecord } from "@/api/schema";
import { Link } from "@/ui/Link";
import { Chip } from "./Chip";
import styles from "./ConversationPage.module.css";
import { EventLog } from "./EventLog";
import { LatencyTable } from "./LatencyTable";
import { Outcome } from "./Outcome";
import { Recordings, type Player } from "./Recordings";
import { RelativeTime } from "./RelativeTime";
import { Loading, Problem } from "./States";
import { Timeline } from "./Timeline";
import { useTitle } from "./useTitle";
import { chipWords, inWords, offsetText, toneOf } from "./words";

const REFRESH_MS = 3000;
const ALL_SUBMISSIONS = <Link href="/console/submissions">All submissions</Link>;

/** Everything about one conversation: what was said and done, how fast, how far, and what the participant thought. */
export function ConversationPage({ id }: { id: string }) {
  useTitle("Conversation");
  const record = useQuery({
    queryKey: ["researcher", "conversation", id],
    queryFn: () => researcherApi.conversation(id),
    refetchInterval: (query) => (query.state.data?.stage === "conversation" ? REFRESH_MS : false),
    retry: false,
  });
  if (record.data !== undefined) return <Record record={record.data} />;
  if (record.isError) return <Problem error={record.error} onRetry={() => void record.refetch()} back={ALL_SUBMISSIONS} />;
  return <Loading what="conversation" />;
}

function Record({ record }: { record: ConversationRecord }) {
  const player = useRef<Player>(null);
  const { assignment } = record;
  return (
    <>
      <div className={styles.head}>
        <h1>{assignment.card.title}</h1>
        <Chip tone={toneOf(record.stage, record.phase, null)}>{chipWords(record.stage, record.phase, null)}</Chip>
        {record.simulated && <Chip tone="quiet">Simulated participant</Chip>}
        <dl>
          <Fact name="Model" value={assignment.model} />
          <Fact name="Scenario" value={`${assignment.scenario_id} (${inWords(assignment.category).toLowerCase()})`} />
          <Fact name="Talked" value={`${offsetText(record.talked_s)} of ${offsetText(record.limit_s)}`} />
          <Fact name="Ended" value={record.end_reason === null ? "–" : inWords(record.end_reason)} />
          <Fact name="Attempts" value={String(record.attempts.length)} />
          <div>
            <dt>Started</dt>
            <dd>
              <RelativeTime at={record.created_at} />
            </dd>
          </div>
          <Fact name="Conversation" value={record.id} />
        </dl>
      </div>
      <Recordings record={record} ref={player} />
      <div className={styles.columns}>
        <section className={styles.happened} aria-labelledby="what-happened">
          <h2 id="what-happened">What happened</h2>
          <Timeline record={record} onListen={(entry) => player.current?.playAt(entry.attempt, entry.atS)} />
        </section>
        <div className={styles.column}>
          <Outcome record={record} />
          <LatencyTable rows={record.latency} />
        </div>
      </div>
      <EventLog record={record} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

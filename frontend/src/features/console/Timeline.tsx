import type { ConversationRecord } from "@/api/schema";
import { Icon } from "@/ui/Icon";
import { Empty } from "./States";
import styles from "./Timeline.module.css";
import { timelineOf, type Entry } from "./entries";
import { inWords, offsetText } from "./words";

type TimelineProps = { record: ConversationRecord; onListen: (entry: Entry) => void };

/** Words, tool calls and faults in order of time; each can be heard. */
export function Timeline({ record, onListen }: TimelineProps) {
  const entries = timelineOf(record);
  if (entries.length === 0) return <Empty>Nothing was said yet.</Empty>;
  const several = record.attempts.length > 1;
  return (
    <ol className={styles.timeline}>
      {entries.map((entry, index) => (
        <li key={index} data-kind={entry.kind} data-who={entry.kind === "said" ? entry.line.who : undefined}>
          {several && entry.attempt !== entries[index - 1]?.attempt && <h3>Attempt {entry.attempt}</h3>}
          <button type="button" onClick={() => onListen(entry)}>
            <Icon name="play" size={14} />
            <span className="visually-hidden">Listen from </span>
            {offsetText(entry.atS)}
          </button>
          <div>{bodyOf(entry)}</div>
        </li>
      ))}
    </ol>
  );
}

function bodyOf(entry: Entry) {
  switch (entry.kind) {
    case "said":
      return <Said line={entry.line} />;
    case "tool":
      return <Tool call={entry.call} answer={entry.answer} />;
    case "fault":
      return (
        <>
          <p className={styles.who}>Fault: {inWords(entry.fault.where)}</p>
          <p>{entry.fault.message}</p>
        </>
      );
  }
}

function Said({ line }: { line: Extract<Entry, { kind: "said" }>["line"] }) {
  const remarks = [line.purpose !== null && line.purpose !== "answer" && inWords(line.purpose), line.interrupted && "interrupted"];
  return (
    <>
      <p className={styles.who}>
        {inWords(line.who)}
        {remarks.filter(Boolean).map((remark) => ` · ${String(remark).toLowerCase()}`)}
      </p>
      <p>{line.text ?? <em>Not transcribed</em>}</p>
    </>
  );
}

function Tool({ call, answer }: Pick<Extract<Entry, { kind: "tool" }>, "call" | "answer">) {
  const outcome = answer === null ? "no answer" : answer.ok ? "succeeded" : "failed";
  return (
    <details>
      <summary>
        <span className={styles.who}>Tool</span> <code>{call.tool}</code> {outcome}
      </summary>
      <pre>{JSON.stringify(call.arguments, null, 2)}</pre>
      {answer !== null && <pre>{answer.ok ? JSON.stringify(answer.result ?? null, null, 2) : answer.error}</pre>}
    </details>
  );
}

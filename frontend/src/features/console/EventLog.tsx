import { useState } from "react";
import type { ConversationRecord } from "@/api/schema";
import styles from "./EventLog.module.css";
import { ScrollRegion } from "./ScrollRegion";
import table from "./table.module.css";
import { startsOf } from "./entries";
import { inWords } from "./words";

const ALL = "all";
const STAMPS = new Set(["type", "attempt", "seq", "at", "offset_s"]);

function rest(event: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(event).filter(([name, value]) => !STAMPS.has(name) && value !== null)));
}

/** Where the page's other times, which are those of the recordings, begin on the log's clock. */
function recordedFrom(record: ConversationRecord): string {
  const starts = [...startsOf(record).values()].map((startS) => `${startS.toFixed(2)} s`);
  return starts.length === 0 ? "" : `Recorded from ${starts.join(" and ")} on, where the times above are 0:00.`;
}

/** The whole log, folded away, with a filter by kind. */
export function EventLog({ record }: { record: ConversationRecord }) {
  const [type, setType] = useState(ALL);
  const types = [...new Set(record.events.map((event) => event.type))].sort();
  const events = record.events.filter((event) => type === ALL || event.type === type);
  return (
    <details className={styles.log}>
      <summary>
        <h2>All {record.events.length} events</h2>
      </summary>
      <p className={styles.note}>As logged: seconds since the conversation’s start. {recordedFrom(record)}</p>
      <label className={styles.filter}>
        Kind{" "}
        <select value={type} onChange={(change) => setType(change.target.value)}>
          {[ALL, ...types].map((name) => (
            <option key={name} value={name}>
              {inWords(name)}
            </option>
          ))}
        </select>
      </label>
      <ScrollRegion label="Events" className={styles.high}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={table.number}>
                Second
              </th>
              <th scope="col" className={table.number}>
                Attempt
              </th>
              <th scope="col">Kind</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={`${event.attempt} ${event.seq}`}>
                <td className={table.number}>{event.offset_s.toFixed(2)}</td>
                <td className={table.number}>{event.attempt}</td>
                <td>{inWords(event.type)}</td>
                <td className={`${table.wrap ?? ""} ${table.code ?? ""}`}>{rest(event)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}

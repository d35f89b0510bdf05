import type { SubmissionRow } from "@/api/schema";
import { Link } from "@/ui/Link";
import { Chip } from "./Chip";
import { RelativeTime } from "./RelativeTime";
import { ScrollRegion } from "./ScrollRegion";
import table from "./table.module.css";
import { chipWords, inWords, offsetText, toneOf } from "./words";

/** One line per submission; the conversation, where there is one, is a click away. */
export function SubmissionTable({ rows }: { rows: readonly SubmissionRow[] }) {
  return (
    <ScrollRegion label="Submissions" className={table.tall}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Submission</th>
            <th scope="col">Stage</th>
            <th scope="col">Model</th>
            <th scope="col">Scenario</th>
            <th scope="col" className={table.number}>
              Talked
            </th>
            <th scope="col" className={table.number}>
              Attempts
            </th>
            <th scope="col">Started</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={table.code}>
                {row.conversation_id === null ? (
                  row.id
                ) : (
                  <Link href={`/console/conversations/${row.conversation_id}`}>{row.id}</Link>
                )}
              </th>
              <td>
                <Chip tone={toneOf(row.stage, row.phase, row.closed_reason)}>
                  {chipWords(row.stage, row.phase, row.closed_reason)}
                </Chip>
                {row.simulated && <Chip tone="quiet">Simulated</Chip>}
              </td>
              <td>{row.model ?? "–"}</td>
              <td>{row.scenario_id === null ? "–" : `${row.scenario_id} (${inWords(row.category ?? "").toLowerCase()})`}</td>
              <td className={table.number}>{row.talked_s === null ? "–" : offsetText(row.talked_s)}</td>
              <td className={table.number}>{row.attempts}</td>
              <td>
                <RelativeTime at={row.entered_at} />
              </td>
              <td>
                <RelativeTime at={row.seen_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

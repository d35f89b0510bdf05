import type { LatencySummary } from "@/api/schema";
import sections from "./Outcome.module.css";
import { Empty } from "./States";
import { ScrollRegion } from "./ScrollRegion";
import table from "./table.module.css";
import { inWords } from "./words";

const ms = (value: number | null) => (value === null ? "–" : Math.round(value).toLocaleString("en"));

const asEnd = (anchor: string) => {
  const words = inWords(anchor);
  return words.startsWith("VAD") ? words : words.toLowerCase();
};

/** How long each stretch of a turn took. */
export function LatencyTable({ rows }: { rows: readonly LatencySummary[] }) {
  return (
    <section className={sections.section}>
      <h2>Latency</h2>
      {rows.length === 0 ? (
        <Empty>No turn was measured yet.</Empty>
      ) : (
        <ScrollRegion label="Latency">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Stretch, in ms</th>
                <th scope="col" className={table.number}>
                  Turns
                </th>
                <th scope="col" className={table.number}>
                  Median
                </th>
                <th scope="col" className={table.number}>
                  95 %
                </th>
                <th scope="col" className={table.number}>
                  Longest
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.start} ${row.end}`}>
                  <th scope="row" className={table.wrap}>
                    {inWords(row.start)} to {asEnd(row.end)}
                  </th>
                  <td className={table.number}>{row.n}</td>
                  <td className={table.number}>{ms(row.median_ms)}</td>
                  <td className={table.number}>{ms(row.p95_ms)}</td>
                  <td className={table.number}>{ms(row.max_ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

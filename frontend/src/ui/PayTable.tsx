import type { PayLine } from "@/api/schema";
import { formatMoney, totalOf } from "./money";
import styles from "./PayTable.module.css";

type PayTableProps = {
  caption: string;
  lines: readonly PayLine[];
  /** Words in front of the sum; without them no sum is shown. */
  totalLabel?: string;
};

/** What is paid for what. */
export function PayTable({ caption, lines, totalLabel }: PayTableProps) {
  const total = totalLabel === undefined ? null : totalOf(lines);
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">For</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label}>
            <th scope="row">
              {line.label}
              {line.note !== null && <span className={styles.note}>{line.note}</span>}
            </th>
            <td>{formatMoney(line.amount_minor, line.currency)}</td>
          </tr>
        ))}
      </tbody>
      {total !== null && (
        <tfoot>
          <tr>
            <th scope="row">{totalLabel}</th>
            <td>{formatMoney(total.amountMinor, total.currency)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

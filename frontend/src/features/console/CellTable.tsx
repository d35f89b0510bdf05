import type { CellCount } from "@/api/schema";
import table from "./table.module.css";
import { inWords } from "./words";

/** How full each cell of model and category is, and what it should be. */
export function CellTable({ cells }: { cells: readonly CellCount[] }) {
  const placed = cells.reduce((sum, cell) => sum + cell.completed + cell.live, 0);
  return (
    // It scrolls on narrow screens, so the keyboard has to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={table.scroll} role="region" aria-label="Cells" tabIndex={0}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Category</th>
            <th scope="col" className={table.number}>
              Completed
            </th>
            <th scope="col" className={table.number}>
              Live
            </th>
            <th scope="col" className={table.number}>
              Lost
            </th>
            <th scope="col" className={table.number}>
              Share
            </th>
            <th scope="col" className={table.number}>
              Wanted
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={`${cell.model} ${cell.category}`}>
              <th scope="row">{cell.model}</th>
              <td>{inWords(cell.category)}</td>
              <td className={table.number}>{cell.completed}</td>
              <td className={table.number}>{cell.live}</td>
              <td className={table.number}>{cell.lost}</td>
              <td className={table.number}>{placed === 0 ? "–" : percent((cell.completed + cell.live) / placed)}</td>
              <td className={table.number}>{percent(cell.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

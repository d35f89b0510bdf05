import type { CellCount } from "@/api/schema";
import { ScrollRegion } from "./ScrollRegion";
import table from "./table.module.css";
import { inWords } from "./words";

/** How full each cell of model and category is, and what it should be. */
export function CellTable({ cells }: { cells: readonly CellCount[] }) {
  const placed = cells.reduce((sum, cell) => sum + placesOf(cell), 0);
  return (
    <ScrollRegion label="Cells">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Category</th>
            <th scope="col" className={table.number}>
              Completed
            </th>
            <th scope="col" className={table.number}>
              Assigned
            </th>
            <th scope="col" className={table.number}>
              Live
            </th>
            <th scope="col" className={table.number}>
              Rating
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
              <td className={table.number}>{cell.assigned}</td>
              <td className={table.number}>{cell.live}</td>
              <td className={table.number}>{cell.rating}</td>
              <td className={table.number}>{cell.lost}</td>
              <td className={table.number}>{placed === 0 ? "–" : percent(placesOf(cell) / placed)}</td>
              <td className={table.number}>{percent(cell.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const placesOf = (cell: CellCount) => cell.completed + cell.assigned + cell.live + cell.rating;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

import { explain } from "@/api/problem";
import { Notice } from "./Notice";

/** Says that an action did not succeed; nothing while there is no error. */
export function Trouble({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <Notice tone="danger" role="alert">
      <p>{explain(error)}</p>
    </Notice>
  );
}

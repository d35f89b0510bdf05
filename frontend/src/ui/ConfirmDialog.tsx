import type { ReactNode } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Trouble } from "./Trouble";

type Choice = { label: string; onChoose: () => void };

type ConfirmDialogProps = {
  title: string;
  /** The safe choice: it has the focus, and Escape takes it. */
  stay: Choice;
  /** What cannot be taken back. */
  leave: Choice & { busy: boolean; error: unknown };
  /** What follows from it. */
  children: ReactNode;
};

/** Makes sure that something was meant which cannot be taken back. */
export function ConfirmDialog({ title, stay, leave, children }: ConfirmDialogProps) {
  return (
    <Dialog
      title={title}
      onClose={stay.onChoose}
      actions={
        <>
          <Button onClick={stay.onChoose}>{stay.label}</Button>
          <Button variant="danger" busy={leave.busy} onClick={leave.onChoose}>
            {leave.label}
          </Button>
        </>
      }
    >
      {children}
      <Trouble error={leave.error} />
    </Dialog>
  );
}

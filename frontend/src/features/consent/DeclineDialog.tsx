import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";

type DeclineDialogProps = { busy: boolean; onStay: () => void; onDecline: () => void };

/** Makes sure that leaving was meant. */
export function DeclineDialog({ busy, onStay, onDecline }: DeclineDialogProps) {
  return (
    <Dialog
      title="Leave without taking part?"
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>Go back</Button>
          <Button variant="danger" busy={busy} onClick={onDecline}>
            Leave the study
          </Button>
        </>
      }
    >
      <p>Taking part is voluntary. If you leave now, nothing is recorded and you are not penalised.</p>
    </Dialog>
  );
}

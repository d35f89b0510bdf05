import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Trouble } from "@/ui/Trouble";

type EndDialogProps = { busy: boolean; error: unknown; onStay: () => void; onEnd: () => void };

/** Makes sure that ending was meant. */
export function EndDialog({ busy, error, onStay, onEnd }: EndDialogProps) {
  return (
    <Dialog
      title="End the conversation now?"
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>Keep talking</Button>
          <Button variant="danger" busy={busy} onClick={onEnd}>
            End conversation
          </Button>
        </>
      }
    >
      <p>The assistant says goodbye and you go on to the rating. You cannot come back to the conversation.</p>
      <p>The minutes that you have talked count.</p>
      <Trouble error={error} />
    </Dialog>
  );
}

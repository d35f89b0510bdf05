import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Trouble } from "@/ui/Trouble";

type GiveUpDialogProps = { busy: boolean; error: unknown; onStay: () => void; onLeave: () => void };

/** The way out for those whose sound does not work. */
export function GiveUpDialog({ busy, error, onStay, onLeave }: GiveUpDialogProps) {
  return (
    <Dialog
      title="Leave without the sound check?"
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>Keep trying</Button>
          <Button variant="danger" busy={busy} onClick={onLeave}>
            Leave the study
          </Button>
        </>
      }
    >
      <p>
        Without working sound the conversation cannot take place. If you leave now, it does not count against you, and
        the next page says how to return.
      </p>
      <p>Another browser or a headset often helps. You can also open the same link again on another device.</p>
      <Trouble error={error} />
    </Dialog>
  );
}

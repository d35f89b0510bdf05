import { useEffect, useRef } from "react";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Trouble } from "@/ui/Trouble";

type PassedProps = { busy: boolean; error: unknown; onContinue: () => void };

/** All parts are done: the focus comes here, in front of the way on. */
export function Passed({ busy, error, onContinue }: PassedProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <div ref={box} tabIndex={-1}>
        <Notice tone="ok" title="Everything works.">
          <p>Next you read what your conversation is about.</p>
        </Notice>
      </div>
      <Trouble error={error} />
      <Actions>
        <Button variant="primary" busy={busy} onClick={onContinue}>
          Continue
        </Button>
      </Actions>
    </>
  );
}

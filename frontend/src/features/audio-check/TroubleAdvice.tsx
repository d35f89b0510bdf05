import { adviceFor, type MicrophoneTrouble } from "@/audio/troubles";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useFocusWhenLost } from "@/ui/useFocusWhenLost";

type TroubleAdviceProps = { trouble: MicrophoneTrouble; onRetry: () => void };

/** What is wrong with the microphone, what to do, and another try. */
export function TroubleAdvice({ trouble, onRetry }: TroubleAdviceProps) {
  const advice = adviceFor(trouble, navigator.userAgent);
  const retry = useFocusWhenLost<HTMLButtonElement>();
  return (
    <>
      <Notice tone="warn" role="alert" title={advice.title}>
        <ul>
          {advice.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </Notice>
      <Actions>
        <Button ref={retry} variant={trouble === "silent" ? "secondary" : "primary"} onClick={onRetry}>
          Try again
        </Button>
      </Actions>
    </>
  );
}

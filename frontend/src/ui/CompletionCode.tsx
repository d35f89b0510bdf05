import { useState } from "react";
import { Button } from "./Button";
import styles from "./CompletionCode.module.css";

/** The completion code as text, with a button that copies it. */
export function CompletionCode({ code }: { code: string }) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code); // absent or refused where the page is not served over https
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  return (
    <div className={styles.box}>
      <p className={styles.label}>Your completion code</p>
      <div className={styles.row}>
        <p className={styles.code}>{code}</p>
        <Button icon={outcome === "copied" ? "check" : "copy"} onClick={() => void copy()}>
          {outcome === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      <p role="status" className={outcome === "refused" ? styles.label : "visually-hidden"}>
        {outcome === "copied" && "The code is copied."}
        {outcome === "refused" && "This browser does not let us copy. Please mark the code and copy it yourself."}
      </p>
    </div>
  );
}

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { researcherApi } from "@/api/researcher";
import type { Session } from "@/api/schema";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Trouble } from "@/ui/Trouble";
import styles from "./SignInPage.module.css";

type SignInPageProps = { refused: Error | null; onSignedIn: (session: Session) => void };

/** Asks for the researcher's key; pasting and password managers work. */
export function SignInPage({ refused, onSignedIn }: SignInPageProps) {
  const id = useId();
  const [key, setKey] = useState("");
  const signIn = useMutation({ mutationFn: researcherApi.signIn, onSuccess: onSignedIn });
  return (
    <main className={styles.page}>
      <h1>Parley console</h1>
      <Card>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate(key.trim());
          }}
        >
          <label htmlFor={id}>Researcher key</label>
          <input
            id={id}
            type="password"
            autoComplete="current-password"
            required
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
          <p className={styles.hint}>It was printed when the study server started.</p>
          <Trouble error={signIn.error ?? refused} />
          <Button type="submit" variant="primary" busy={signIn.isPending}>
            Sign in
          </Button>
        </form>
      </Card>
    </main>
  );
}

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { researcherApi } from "@/api/researcher";
import { Link } from "@/ui/Link";
import styles from "./ConsoleFrame.module.css";

const PLACES = [
  { path: "/console", name: "Studies" },
  { path: "/console/submissions", name: "Submissions" },
] as const;

/** Conversations lie below the submissions. */
function currentAt(place: string, path: string) {
  if (path === place) return "page";
  return place === "/console/submissions" && path.startsWith("/console/conversations/") ? "true" : undefined;
}

type ConsoleFrameProps = { path: string; onSignedOut: () => void; children: ReactNode };

/** The console's frame: its places, and the way out. */
export function ConsoleFrame({ path, onSignedOut, children }: ConsoleFrameProps) {
  const signOut = useMutation({ mutationFn: researcherApi.signOut, onSuccess: onSignedOut });
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <p className={styles.name}>Parley</p>
        <nav aria-label="Console">
          <ul>
            {PLACES.map((place) => (
              <li key={place.path}>
                <Link href={place.path} aria-current={currentAt(place.path, path)}>
                  {place.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <button type="button" className={styles.out} onClick={() => signOut.mutate()}>
          Sign out
        </button>
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  );
}

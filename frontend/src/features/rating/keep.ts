import type { Answers } from "./draft";

/** Where answers wait on this device until the server has them. */
export type Keep = { read: () => Answers | null; write: (answers: Answers) => void; clear: () => void };

function isAnswers(value: unknown): value is Answers {
  if (typeof value !== "object" || value === null) return false;
  const { ratings, feedback } = value as Partial<Answers>;
  return (
    typeof feedback === "string" &&
    typeof ratings === "object" &&
    Object.values(ratings).every((rating) => Number.isInteger(rating))
  );
}

/** The keep of one submission, by its session in the page's address; `storage` may be full or forbidden. */
export function keepFor(session: string, storage: Storage = window.localStorage): Keep {
  const key = `parley.draft.${session}`;
  return {
    read: () => {
      try {
        const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
        return isAnswers(value) ? value : null;
      } catch {
        return null;
      }
    },
    write: (answers) => {
      try {
        storage.setItem(key, JSON.stringify(answers));
      } catch {
        // The server's copy remains.
      }
    },
    clear: () => storage.removeItem(key),
  };
}

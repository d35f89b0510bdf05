import { onDevice } from "@/browser/storage";
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

/** The keep of one submission, by its session in the page's address. */
export function keepFor(session: string): Keep {
  const name = `draft.${session}`;
  return {
    read: () => {
      try {
        const value: unknown = JSON.parse(onDevice.read(name) ?? "null");
        return isAnswers(value) ? value : null;
      } catch {
        return null;
      }
    },
    write: (answers) => onDevice.write(name, JSON.stringify(answers)),
    clear: () => onDevice.remove(name),
  };
}

import type { Entry, EntryView } from "@/api/schema";

const PARAMETERS = { prolific_pid: "PROLIFIC_PID", study_id: "STUDY_ID", session_id: "SESSION_ID" } as const;

/** Read the recruiter's link: /s/<study>?PROLIFIC_PID=..&STUDY_ID=..&SESSION_ID=.. ; null when it is no such link. */
export function readEntry(address: URL): Entry | null {
  const study = /^\/s\/([a-z0-9-]{1,60})\/?$/.exec(address.pathname)?.[1];
  if (study === undefined) return null;
  const given = (name: string) => address.searchParams.get(name) || null;
  return {
    study,
    prolific_pid: given(PARAMETERS.prolific_pid),
    study_id: given(PARAMETERS.study_id),
    session_id: given(PARAMETERS.session_id),
    scenario: given("scenario"),
  };
}

/** The same address with the ids under which the server knows this submission, so that a reload finds it again. */
export function withIds(address: URL, view: Pick<EntryView, keyof typeof PARAMETERS>): URL {
  const next = new URL(address);
  for (const [field, parameter] of Object.entries(PARAMETERS) as [keyof typeof PARAMETERS, string][]) {
    next.searchParams.set(parameter, view[field]);
  }
  return next;
}

/** The same link without the wish for a scenario. */
export function withoutScenario(address: URL): URL {
  const next = new URL(address);
  next.searchParams.delete("scenario");
  return next;
}

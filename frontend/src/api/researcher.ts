import createClient from "openapi-fetch";
import { patientFetch, unwrap } from "./call";
import { toApiError } from "./problem";
import type { paths } from "./schema";

const client = createClient<paths>({ baseUrl: window.location.origin, fetch: patientFetch });

/** Every call of the researcher's console; the session is a cookie that this code cannot read. */
export const researcherApi = {
  signIn: (key: string) => unwrap(client.POST("/api/researcher/session", { body: { key } })),
  session: () => unwrap(client.GET("/api/researcher/session")),
  signOut: async () => {
    const { response, error } = await client.DELETE("/api/researcher/session");
    if (!response.ok) throw toApiError(response.status, error);
  },
  studies: () => unwrap(client.GET("/api/researcher/studies")),
  switchStudy: (study_id: string, accepting: boolean) =>
    unwrap(client.PATCH("/api/researcher/studies/{study_id}", { params: { path: { study_id } }, body: { accepting } })),
  submissions: (study: string | null, page: number) =>
    unwrap(client.GET("/api/researcher/submissions", { params: { query: { study, page } } })),
  conversation: (conversation_id: string) =>
    unwrap(client.GET("/api/researcher/conversations/{conversation_id}", { params: { path: { conversation_id } } })),
};

/** Where the browser finds a recording; `path` is as the record names it. */
export function audioUrl(conversationId: string, path: string): string {
  const parts = path.split("/").map((part) => encodeURIComponent(part));
  return `/api/researcher/conversations/${encodeURIComponent(conversationId)}/audio/${parts.join("/")}`;
}

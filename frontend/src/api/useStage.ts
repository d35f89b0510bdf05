import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { ParticipantApi, Stage } from "./participant";
import { ApiError } from "./problem";

const STAGE = ["stage"];

const ApiContext = createContext<ParticipantApi | null>(null);

/** Gives the participant's API to the pages below. */
export const ParticipantApiProvider = ApiContext.Provider;

/** The participant's API. Throws Error outside of ParticipantApiProvider. */
function useParticipantApi(): ParticipantApi {
  const api = use(ApiContext);
  if (api === null) throw new Error("useParticipantApi is used outside of ParticipantApiProvider");
  return api;
}

/** Time until the server is asked again: a conversation moves by itself, every other stage by the participant alone. */
export function pollIntervalMs(stage: Stage | undefined): number | false {
  if (stage?.stage !== "conversation") return false;
  return stage.phase === "connecting" || stage.phase === "recovering" ? 1000 : 2000;
}

/** The submission's stage: the one thing that decides which page is drawn. */
export function useStage() {
  const api = useParticipantApi();
  return useQuery({
    queryKey: STAGE,
    queryFn: api.current,
    refetchInterval: (query) => pollIntervalMs(query.state.data),
    refetchIntervalInBackground: true,
    networkMode: "always",
    retry: (failures, error) => failures < 2 && error instanceof ApiError && error.kind === "unreachable",
    retryDelay: (attempt) => 500 * 2 ** attempt,
  });
}

/**
 * One thing that the participant does. Its answer is the new stage, so the right page follows by itself; when the
 * submission turns out to stand elsewhere (another tab was faster), the stage is asked for again.
 */
export function useAction<Input = void>(act: (api: ParticipantApi, input: Input) => Promise<Stage>) {
  const api = useParticipantApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => act(api, input),
    networkMode: "always",
    onSuccess: (stage) => {
      void queries.cancelQueries({ queryKey: STAGE });
      queries.setQueryData(STAGE, stage);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.kind === "elsewhere") void queries.invalidateQueries({ queryKey: STAGE });
    },
  });
}

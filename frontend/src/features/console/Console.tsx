import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactElement } from "react";
import { ApiError } from "@/api/problem";
import { researcherApi } from "@/api/researcher";
import type { Session } from "@/api/schema";
import { useAddress } from "@/ui/location";
import { ConsoleFrame } from "./ConsoleFrame";
import { ConversationPage } from "./ConversationPage";
import { forgetKey, keyOfTab, takeKey } from "./key";
import { Problem } from "./States";
import { SignInPage } from "./SignInPage";
import { StudiesPage } from "./StudiesPage";
import { SubmissionsPage } from "./SubmissionsPage";

const SESSION = ["researcher", "session"];

/** The researcher's console: signed in by the key in the link that `parley up` prints, or by a form. */
export default function Console() {
  const address = useAddress();
  const queries = useQueryClient();
  useState(takeKey); // before anything else is drawn or asked
  useEffect(() => {
    if (takeKey()) void queries.resetQueries({ queryKey: SESSION }); // a link opened in a tab that shows the console
  }, [address.hash, queries]);
  const session = useQuery({ queryKey: SESSION, queryFn: openSession, retry: false, staleTime: Infinity });
  if (session.isPending) return null;
  if (session.isError) {
    const { error } = session;
    const signedOut = error instanceof ApiError && error.kind === "unauthorized";
    if (!signedOut) return <Problem error={error} onRetry={() => void session.refetch()} />;
    return <SignInPage refused={error.code === "wrong_key" ? error : null} onSignedIn={(signedIn) => queries.setQueryData(SESSION, signedIn)} />;
  }
  return (
    <ConsoleFrame path={address.pathname} onSignedOut={leave}>
      {pageAt(address)}
    </ConsoleFrame>
  );
}

/** A session for the key of this tab, or the one that is open. Throws ApiError. */
async function openSession(): Promise<Session> {
  const key = keyOfTab();
  if (key === null) return researcherApi.session();
  try {
    return await researcherApi.signIn(key);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "unauthorized") forgetKey();
    throw error;
  }
}

function leave() {
  forgetKey();
  window.location.assign("/console");
}

function pageAt(address: URL): ReactElement {
  const conversation = /^\/console\/conversations\/([^/]+)$/.exec(address.pathname)?.[1];
  if (conversation !== undefined) return <ConversationPage id={decodeURIComponent(conversation)} key={conversation} />;
  if (address.pathname === "/console/submissions") {
    const page = Number(address.searchParams.get("page") ?? "1");
    return <SubmissionsPage study={address.searchParams.get("study")} page={Number.isInteger(page) && page > 0 ? page : 1} />;
  }
  return <StudiesPage />;
}

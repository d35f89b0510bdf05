import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactElement } from "react";
import { ApiError } from "@/api/problem";
import { researcherApi } from "@/api/researcher";
import { navigate, useAddress } from "@/ui/location";
import { ConsoleFrame } from "./ConsoleFrame";
import { ConversationPage } from "./ConversationPage";
import { Problem } from "./States";
import { SignInPage } from "./SignInPage";
import { StudiesPage } from "./StudiesPage";
import { SubmissionsPage } from "./SubmissionsPage";

const SESSION = ["researcher", "session"];

/** The researcher's console: signed in by a key in the address, which is taken out of it at once, or by a form. */
export default function Console() {
  const address = useAddress();
  const [keyInAddress] = useState(() => address.searchParams.get("key"));
  const queries = useQueryClient();
  useEffect(() => {
    if (keyInAddress !== null) navigate(withoutKey(new URL(window.location.href)), { replace: true });
  }, [keyInAddress]);
  const session = useQuery({
    queryKey: SESSION,
    queryFn: () => (keyInAddress === null ? researcherApi.session() : researcherApi.signIn(keyInAddress)),
    retry: false,
    staleTime: Infinity,
  });
  if (session.isPending) return null;
  if (session.isError) {
    const signedOut = session.error instanceof ApiError && session.error.kind === "unauthorized";
    if (!signedOut) return <Problem error={session.error} onRetry={() => void session.refetch()} />;
    const refused = keyInAddress === null ? null : session.error;
    return <SignInPage refused={refused} onSignedIn={(signedIn) => queries.setQueryData(SESSION, signedIn)} />;
  }
  return (
    <ConsoleFrame path={address.pathname} onSignedOut={() => window.location.assign("/console")}>
      {pageAt(address)}
    </ConsoleFrame>
  );
}

function withoutKey(address: URL): string {
  address.searchParams.delete("key");
  return `${address.pathname}${address.search}`;
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

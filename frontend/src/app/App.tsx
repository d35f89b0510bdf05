import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement } from "react";
import { readEntry } from "./entry";
import { ErrorBoundary } from "./ErrorBoundary";
import { LoadingPage } from "./LoadingPage";
import { useAddress } from "@/ui/location";
import { ParticipantFlow } from "./ParticipantFlow";
import { RehearsalReturnPage } from "./RehearsalReturnPage";
import { NotFoundPage } from "./TroublePage";

const Console = lazy(() => import("@/features/console/Console"));

/** Everything behind this page's address. */
export function App({ queries }: { queries: QueryClient }) {
  return (
    <QueryClientProvider client={queries}>
      <ErrorBoundary>
        <Suspense fallback={<LoadingPage />}>
          <Addressed />
        </Suspense>
      </ErrorBoundary>
    </QueryClientProvider>
  );
}

function Addressed() {
  return pageAt(useAddress());
}

function pageAt(address: URL): ReactElement {
  const entry = readEntry(address);
  if (entry !== null) return <ParticipantFlow entry={entry} key={entry.study} />;
  if (address.pathname === "/rehearsal/complete") return <RehearsalReturnPage address={address} />;
  if (/^\/console(\/|$)/.test(address.pathname)) return <Console />;
  return <NotFoundPage />;
}

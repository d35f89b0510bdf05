import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import axe from "axe-core";
import type { ReactElement } from "react";
import { expect } from "vitest";
import type { ParticipantApi, Stage } from "@/api/participant";
import { ParticipantApiProvider } from "@/api/useStage";
import { fakeApi } from "./fakeApi";

/** Draw a page below an API that answers with its own stage. */
export function renderPage(page: ReactElement, stage: Stage) {
  const { api, fake } = fakeApi(stage);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrap = (element: ReactElement, using: ParticipantApi = api) => (
    <QueryClientProvider client={queries}>
      <ParticipantApiProvider value={using}>{element}</ParticipantApiProvider>
    </QueryClientProvider>
  );
  const view = render(wrap(page));
  return { ...view, api, fake, redraw: (element: ReactElement) => view.rerender(wrap(element)) };
}

/** Contrast needs a real browser, so the browser tests look at it. */
export async function expectAccessible(container: Element) {
  const result = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(result.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`)).toEqual([]);
}

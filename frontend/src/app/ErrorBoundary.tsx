import { Component, type ReactNode } from "react";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { CONTACT } from "./TroublePage";

/** Instead of a blank page when drawing one failed: what happened, and what to do. Shows nothing of the error itself. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <BrokenPage onReload={() => window.location.reload()} /> : this.props.children;
  }
}

/** The page that stands in for a broken one. */
export function BrokenPage({ onReload }: { onReload: () => void }) {
  return (
    <Page
      studyTitle="Voice study"
      rehearsal={false}
      step={null}
      helpText={CONTACT}
      heading="This page stopped working"
      lead="This is our fault, not yours. Nothing that you did so far is lost: load the page again and you continue where you were."
    >
      <Actions>
        <Button variant="primary" onClick={onReload}>
          Load the page again
        </Button>
      </Actions>
    </Page>
  );
}

import { Component, type ReactNode } from "react";
import { Button } from "./Button.tsx";

interface ErrorBoundaryProps {
  /** What stands here, as a person calls it: "the inspector". */
  what: string;
  children: ReactNode;
}

/** Keeps a mistake of ours in one panel from taking the page, and with it the person's work, away. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="errorBoundary" role="alert">
        <p>Something went wrong in {this.props.what}. Your graph is kept.</p>
        <p className="errorBoundary-detail">{error.message}</p>
        <Button onClick={() => this.setState({ error: null })}>Show it again</Button>
      </div>
    );
  }
}

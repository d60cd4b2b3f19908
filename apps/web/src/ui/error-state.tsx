"use client";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyableId } from "./copyable-id.tsx";

type ErrorStateProps = {
  /** What happened. */
  readonly title: string;
  /** What is safe, and what to do. */
  readonly description: ReactNode;
  /** An id to quote when asking for help. */
  readonly reference?: string | undefined;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
};

/** An error where it belongs: in the place of what could not be shown, the rest of the page stays alive. */
export function ErrorState({ title, description, reference, onRetry, retrying = false }: ErrorStateProps) {
  return (
    <div role="alert" className="flex w-full max-w-140 gap-3 rounded-md bg-danger-fill p-3">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger-text">{title}</p>
        <div className="text-text text-pretty">{description}</div>
        {reference ? (
          <div className="mt-1 flex items-center gap-1 text-12 text-muted">
            Reference <CopyableId id={reference} />
          </div>
        ) : null}
        {onRetry ? (
          <Button size="sm" className="mt-2" onClick={onRetry} loading={retrying}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  );
}

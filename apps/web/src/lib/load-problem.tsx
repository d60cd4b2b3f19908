"use client";
import { ApiError } from "#lib/api-error.ts";
import { ErrorState } from "#ui/error-state.tsx";

type LoadProblemProps = {
  /** What could not be loaded, as a subject: "The apps". */
  readonly what: string;
  readonly error: Error;
  readonly onRetry: () => void;
  readonly retrying: boolean;
};

/** In the place of what could not be loaded, with the way to try again. */
export function LoadProblem({ what, error, onRetry, retrying }: LoadProblemProps) {
  const reference = error instanceof ApiError ? (error.requestId ?? undefined) : undefined;
  return (
    <div className="p-4">
      <ErrorState
        title={`${what} could not be loaded`}
        description={error.message}
        reference={reference}
        onRetry={onRetry}
        retrying={retrying}
      />
    </div>
  );
}

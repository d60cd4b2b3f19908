import type { DecisionState } from "./use-decision.ts";

/** What became of a decision, until the log tells. */
export function DecisionNote({ state }: { state: DecisionState }) {
  return (
    <p role="status" className="text-12 text-muted empty:hidden">
      {state.status === "taken" ? (
        <>
          {state.decision === "allow" ? "Allowed" : "Denied"}: it goes on once every call of this turn is
          decided.
        </>
      ) : null}
      {state.status === "too-late" ? state.words : null}
      {state.status === "open" && state.problem ? (
        <span className="text-danger-text">Not decided: {state.problem}</span>
      ) : null}
    </p>
  );
}

"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { RotateCcw, StepForward } from "lucide-react";
import { Button } from "#ui/button.tsx";
import { useLastStep } from "./use-last-step.ts";

type TryAgainProps = {
  readonly run: Run | undefined;
  /** Answers the message anew, or goes on from a checkpoint. */
  readonly onRetry: (checkpointId?: string) => void;
};

/** What can be done about a run that did not complete: go on after its last step, or begin anew. */
export function TryAgain({ run, onRetry }: TryAgainProps) {
  const step = useLastStep(run);
  return (
    <span className="flex flex-wrap gap-2">
      {step ? (
        <Button
          size="sm"
          onClick={() => onRetry(step.id)}
          title="Files and conversation as they were after it"
        >
          <StepForward aria-hidden="true" />
          {step.runId === run?.id ? `Continue from step ${step.step}` : "Continue from the same step"}
        </Button>
      ) : null}
      <Button size="sm" variant={step ? "ghost" : "secondary"} onClick={() => onRetry()}>
        <RotateCcw aria-hidden="true" />
        {step ? "Start over" : "Try again"}
      </Button>
    </span>
  );
}

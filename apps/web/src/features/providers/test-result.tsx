import type { ProviderTest } from "@slipway/schemas/models/provider";
import { CircleCheck, CircleX } from "lucide-react";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";

/** What the endpoint answered, in its own words. */
export function TestResult({ test }: { test: ProviderTest }) {
  if (test.ok) {
    return (
      <p role="status" className="flex items-start gap-2">
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-text" />
        <span className="min-w-0">
          Answered{test.latencyMs === null ? "" : ` in ${formatDuration(test.latencyMs)}`} and{" "}
          {listed(test.models.length)}.
        </span>
      </p>
    );
  }
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-fill p-2.5">
      <CircleX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="min-w-0">
        <p className="font-medium text-danger-text">
          {test.status === null ? "No answer" : "The test failed"}
          {test.latencyMs === null ? "" : ` after ${formatDuration(test.latencyMs)}`}
        </p>
        <p className="break-words text-pretty">{test.message}</p>
      </div>
    </div>
  );
}

function listed(count: number): string {
  if (count === 0) return "lists no models: add them by their id";
  return count === 1 ? "lists 1 model" : `lists ${formatCount(count)} models`;
}

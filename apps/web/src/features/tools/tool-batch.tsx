"use client";
import type { ToolPart } from "@slipway/schemas/messages/message";
import type { ReactNode } from "react";

type ToolBatchProps = {
  readonly calls: readonly ToolPart[];
  readonly children: (call: ToolPart) => ReactNode;
};

/** Calls that the model asked for together: more than one share a bracket. */
export function ToolBatch({ calls, children }: ToolBatchProps) {
  const [first, ...more] = calls;
  if (!first) return null;
  if (more.length === 0) return children(first);
  return (
    <ul
      aria-label={`${calls.length} calls at once`}
      className="relative flex flex-col pl-2.5 before:absolute before:inset-y-1 before:left-0 before:w-1.5 before:rounded-l-sm before:border before:border-r-0 before:border-control-line"
    >
      {calls.map((call) => (
        <li key={call.id}>{children(call)}</li>
      ))}
    </ul>
  );
}

"use client";
import { TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { type SessionStore, useSession } from "#features/live/index.ts";

/** What a run did otherwise than it was configured to, under its answer: said, not shouted. */
export function AnswerWarnings({ store, runId }: { store: SessionStore; runId: string }) {
  const all = useSession(store, (view) => view.warnings);
  const warnings = useMemo(() => all.filter((warning) => warning.runId === runId), [all, runId]);
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-0.5 text-12 text-muted">
      {warnings.map(({ message }) => (
        <li key={message} className="flex items-start gap-1.5">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-warning-text" />
          <span className="min-w-0 text-pretty wrap-anywhere">{message}</span>
        </li>
      ))}
    </ul>
  );
}

"use client";
import type { Run } from "@slipway/schemas/runs/run";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { formatRelativeTime } from "#ui/format-relative-time.ts";
import { StatusDot } from "#ui/status-dot.tsx";
import { Entry, EntryGroup } from "./entry.tsx";

type RunEntriesProps = {
  readonly runs: readonly Run[];
  /** They were found by what is typed; else they are the newest. */
  readonly isFound: boolean;
  readonly onChoose: (act: () => void) => void;
};

export function RunEntries({ runs, isFound, onChoose }: RunEntriesProps) {
  const router = useRouter();
  if (runs.length === 0) return null;
  return (
    <EntryGroup label={isFound ? "Runs" : "Newest runs"}>
      {runs.map((run) => (
        <Entry
          key={run.id}
          id={run.id}
          label={wordsOf(run)}
          icon={<StatusDot status={run.status} />}
          detail={`${run.app.slug} · ${formatRelativeTime(new Date(run.createdAt), new Date())}`}
          onChoose={() => onChoose(() => router.push(`/runs/${run.id}` as Route))}
        />
      ))}
    </EntryGroup>
  );
}

function wordsOf({ input, id }: Run): string {
  const text =
    input.message ?? input.messages?.at(-1)?.content ?? Object.values(input.variables ?? {}).join(", ");
  return text.trim().replaceAll(/\s+/g, " ").slice(0, 120) || id;
}

"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { inputWords } from "@slipway/schemas/runs/input-words";
import { Run } from "@slipway/schemas/runs/run";
import { useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import { classNames } from "#ui/class-names.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { RelativeTime } from "#ui/relative-time.tsx";
import { StatusDot } from "#ui/status-dot.tsx";
import { showSession } from "../playground-url.ts";

const RunPage = pageOf(Run);

type EarlierResultsProps = {
  readonly appId: string | null;
  readonly sessionId: string | null;
  /** The run that is shown, as it is by now: the list may be older. */
  readonly current: Run | undefined;
};

/** What this app answered lately, drafts included: each opens above. */
export function EarlierResults({ appId, sessionId, current }: EarlierResultsProps) {
  const runs = useQuery({
    queryKey: ["earlier-results", appId],
    queryFn: async ({ signal }) =>
      (await api.get("/runs", { schema: RunPage, query: { appId: appId ?? "", limit: 10 }, signal })).items,
    enabled: appId !== null,
    staleTime: 2_000,
  });
  const shown = runs.data ?? [];
  if (shown.length === 0) return null;
  return (
    <section aria-label="Earlier results" className="flex flex-col gap-1 border-t border-line pt-4">
      <h2 className="pb-1 font-medium">Earlier results</h2>
      <ul className="-mx-2 flex flex-col">
        {shown.map((run) => (
          <li key={run.id}>
            <EarlierResult
              run={run.id === current?.id ? current : run}
              isShown={run.sessionId === sessionId}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EarlierResult({ run, isShown }: { run: Run; isShown: boolean }) {
  return (
    <button
      type="button"
      aria-current={isShown || undefined}
      onClick={() => showSession(run.sessionId, "push")}
      className={classNames(
        "flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11",
        isShown && "bg-selected",
      )}
    >
      <StatusDot status={run.status} />
      <span className="min-w-0 flex-1 truncate">
        {inputWords(run.input).replaceAll(/\s+/g, " ").slice(0, 200) || "No values"}
      </span>
      <span className="shrink-0 text-12 text-muted tabular-nums">
        {run.revision === null ? "draft" : `r${run.revision}`}
        {run.durationMs === null ? "" : ` · ${formatDuration(run.durationMs)}`}
      </span>
      <span className="shrink-0 text-12 text-muted max-sm:hidden">
        <RelativeTime at={run.createdAt} />
      </span>
    </button>
  );
}

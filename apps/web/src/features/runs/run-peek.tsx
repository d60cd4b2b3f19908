"use client";
import { Maximize2, X } from "lucide-react";
import type { Route } from "next";
import { Suspense, useState } from "react";
import { lazyPart } from "#lib/lazy-part.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { ownProject } from "./projects/run-scope.ts";
import { RunsViewerProvider, useIsForeign, useRunsViewer } from "./projects/runs-viewer.tsx";
import type { RunTab } from "./run-detail.tsx";
import { firstWords } from "./run-words.ts";
import { useRun } from "./use-run.ts";

// A list is often left before anybody looks into a run.
const RunDetail = lazyPart(async () => (await import("./run-detail.tsx")).RunDetail);

/** A run beside the list it stands in; over it where the screen is narrow. The list stays alive. */
export function RunPeek({ runId, onClose }: { runId: string; onClose: () => void }) {
  const run = useRun(runId);
  const [tab, setTab] = useState<RunTab>("messages");
  const [span, setSpan] = useState<string | null>(null);
  const isForeign = useIsForeign(run.data);
  const { scope, ownProjectId } = useRunsViewer();
  return (
    <aside
      aria-label="Preview of the run"
      className="flex w-120 shrink-0 flex-col border-l border-line bg-bg max-lg:absolute max-lg:inset-0 max-lg:z-20 max-lg:w-full min-[1280px]:w-140"
    >
      <header className="flex h-10 shrink-0 items-center gap-1 border-b border-line pr-1 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-medium">{run.data ? firstWords(run.data) : "Run"}</h2>
        <ButtonLink href={`/runs/${runId}` as Route} variant="ghost" size="sm">
          <Maximize2 aria-hidden="true" />
          Open
        </ButtonLink>
        <IconButton label="Close" icon={<X />} shortcut="escape" tooltipSide="bottom" onClick={onClose} />
      </header>
      {run.data ? (
        <RunsViewerProvider scope={isForeign ? scope : ownProject} ownProjectId={ownProjectId}>
          <Suspense fallback={<Skeleton className="m-4 h-32" />}>
            <RunDetail run={run.data} tab={tab} onTabChange={setTab} span={span} onSpanChange={setSpan} />
          </Suspense>
        </RunsViewerProvider>
      ) : null}
      {run.isPending ? <Skeleton className="m-4 h-32" /> : null}
      {run.error && !run.data ? (
        <div className="p-4">
          <ErrorState
            title="This run could not be read"
            description={run.error.message}
            onRetry={() => void run.refetch()}
          />
        </div>
      ) : null}
    </aside>
  );
}

"use client";
import type { App } from "@slipway/schemas/apps/app";
import { DeploymentHistory } from "#features/deployments/index.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useUrlState } from "#lib/use-url-state.ts";
import { classNames } from "#ui/class-names.ts";
import { SegmentedControl } from "#ui/segmented-control.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { RevisionDetail } from "./revision-detail.tsx";
import { RevisionList } from "./revision-list.tsx";
import { useRevisions } from "./use-revisions.ts";

type View = "history" | "deployments";

/** The list at the left, what one of them changed at the right; where there is room for one, the list leads on. */
export function RevisionsView({ app }: { app: App }) {
  const revisions = useRevisions(app.id);
  const [asked, setAsked] = useUrlState("revision");
  const [view, setView] = useUrlState("view");
  const all = revisions.data?.pages.flatMap((page) => page.items) ?? [];
  const selected = all.find(({ number }) => String(number) === asked) ?? all[0];
  const shown: View = view === "deployments" ? "deployments" : "history";
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 shrink-0 items-center border-b border-line px-4">
        <SegmentedControl
          label="Shown"
          value={shown}
          onValueChange={(next: View) => setView(next === "history" ? null : next)}
          options={[
            { value: "history", label: "History" },
            { value: "deployments", label: "Deployments" },
          ]}
        />
      </div>
      {shown === "deployments" ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <div className="max-w-200">
            <DeploymentHistory app={app} />
          </div>
        </div>
      ) : null}
      {shown === "history" && revisions.isPending ? <TableSkeleton rows={6} comfortable /> : null}
      {shown === "history" && revisions.error && !revisions.data ? (
        <LoadProblem
          what="The revisions"
          error={revisions.error}
          onRetry={() => void revisions.refetch()}
          retrying={revisions.isFetching}
        />
      ) : null}
      {shown === "history" && selected ? (
        <div className="flex min-h-0 flex-1">
          <nav
            aria-label="History"
            className={classNames(
              "flex w-full min-w-0 flex-col border-line md:w-80 md:shrink-0 md:border-r",
              asked && "max-md:hidden",
            )}
          >
            <RevisionList
              app={app}
              revisions={all}
              selected={selected.number}
              onSelect={(number) => setAsked(String(number))}
              onMore={revisions.hasNextPage ? () => void revisions.fetchNextPage() : undefined}
              isReading={revisions.isFetchingNextPage}
            />
          </nav>
          <section
            aria-label={`Revision ${selected.number}`}
            className={classNames("min-w-0 flex-1 overflow-y-auto", !asked && "max-md:hidden")}
          >
            <RevisionDetail
              key={selected.number}
              app={app}
              revision={selected}
              revisions={all}
              onSelect={(number) => setAsked(number === null ? null : String(number))}
            />
          </section>
        </div>
      ) : null}
    </div>
  );
}

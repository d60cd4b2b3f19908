"use client";
import type { ApprovalRecord } from "@slipway/schemas/runs/approval";
import { CircleCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { LoadProblem } from "#lib/load-problem.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { useRowKeys } from "#ui/use-row-keys.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { ApprovalGroupHead } from "./approval-group-head.tsx";
import { type ApprovalGroup, groupByRun } from "./group-by-run.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { usePendingApprovals } from "./use-pending-approvals.ts";

/** The inbox: every call of the project that waits for a person, decided in place. */
export function ApprovalsPage() {
  const pending = usePendingApprovals();
  const items = pending.data?.items ?? [];
  return (
    <>
      <PageHeader title="Approvals" />
      <PageBody busy={pending.isPending}>
        {pending.isPending ? <Skeleton className="m-4 h-32" /> : null}
        {pending.error && !pending.data ? (
          <LoadProblem
            what="The approvals"
            error={pending.error}
            onRetry={() => void pending.refetch()}
            retrying={pending.isFetching}
          />
        ) : null}
        {pending.data && items.length === 0 ? <NothingWaits /> : null}
        {items.length > 0 ? <Inbox items={items} hasMore={pending.data?.hasMore ?? false} /> : null}
      </PageBody>
    </>
  );
}

function Inbox({ items, hasMore }: { items: readonly ApprovalRecord[]; hasMore: boolean }) {
  const groups = groupByRun(items);
  const next = groups[0]?.approvals[0]?.id;
  const focus = useKeptFocus<HTMLOListElement>(items.map(({ id }) => id));
  const rowKeys = useRowKeys<HTMLOListElement>({ opens: false, ref: focus.ref });
  return (
    <div className="mx-auto flex max-w-190 flex-col gap-6 px-4 py-6">
      <ol
        aria-label="Calls that need a decision"
        ref={focus.ref}
        onFocus={focus.onFocus}
        onBlur={focus.onBlur}
        onKeyDown={rowKeys.onKeyDown}
        className="flex flex-col gap-8"
      >
        {groups.map((group) => (
          <li key={group.runId} className="flex flex-col gap-1">
            <GroupOrigin group={group} />
            {group.approvals.length > 1 ? <ApprovalGroupHead approvals={group.approvals} /> : null}
            {group.approvals.map((approval) => (
              <ApprovalCard
                key={approval.id}
                approval={approval}
                since={approval.createdAt}
                isNext={approval.id === next}
              />
            ))}
          </li>
        ))}
      </ol>
      {hasMore ? <p className="text-muted">More wait: they appear as these are decided.</p> : null}
    </div>
  );
}

/** Which app asks, and where to read what led to it. */
function GroupOrigin({ group: { runId, approvals } }: { group: ApprovalGroup }) {
  const [first] = approvals;
  if (!first) return null;
  const link = "rounded-sm underline decoration-transparent underline-offset-2 hover:decoration-current";
  return (
    <h2 className="flex items-baseline gap-3 text-13">
      <Link
        href={`/apps/${first.app.slug}?session=${first.sessionId}` as Route}
        className={`${link} truncate font-semibold`}
      >
        {first.app.name}
      </Link>
      <Link href={`/runs/${runId}` as Route} className={`${link} shrink-0 text-12 text-muted`}>
        Run
      </Link>
    </h2>
  );
}

function NothingWaits() {
  return (
    <EmptyState
      icon={<CircleCheck />}
      title="Nothing needs a decision"
      description="When an agent wants to do something that its rules ask about, the call waits here, with exactly what it would do."
      action={<ButtonLink href={"/runs" as Route}>See what runs</ButtonLink>}
    />
  );
}

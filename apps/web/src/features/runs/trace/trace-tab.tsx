"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { RotateCw } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { formatCount } from "#ui/format-count.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { SearchField } from "#ui/search-field.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import type { TraceTree } from "./build-trace-tree.ts";
import { SpanDetail } from "./span-detail.tsx";
import { SpanTree } from "./span-tree.tsx";
import { useTrace, useTraceSearch } from "./use-trace.ts";
import { visibleRows } from "./visible-rows.ts";

type Opening = {
  /** The span whose details are shown. */
  readonly openedId: string | null;
  readonly onOpen: (spanId: string | null) => void;
};
type TraceTabProps = Opening & { readonly run: Run };

/** A run's spans as a tree on one time axis, with what there is to know about one of them beside it. */
export function TraceTab({ run, ...opening }: TraceTabProps) {
  const trace = useTrace(run);
  if (trace.error && !trace.data) {
    return (
      <LoadProblem
        what="The trace"
        error={trace.error}
        onRetry={() => void trace.refetch()}
        retrying={trace.isFetching}
      />
    );
  }
  if (!trace.data) return <Skeleton className="m-4 h-24" />;
  const onRefresh = () => void trace.refetch();
  if (trace.data.rows.length === 0) return <NoSpans isOpen={run.finishedAt === null} />;
  return (
    <Trace
      {...opening}
      traceId={run.traceId}
      tree={trace.data}
      isRefreshing={trace.isFetching}
      onRefresh={onRefresh}
    />
  );
}

type TraceProps = Opening & {
  readonly traceId: string;
  readonly tree: TraceTree;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
};

function Trace({ traceId, tree, openedId, onOpen, isRefreshing, onRefresh }: TraceProps) {
  const [query, setQuery] = useState("");
  const words = useDeferredValue(query).trim();
  const search = useTraceSearch(traceId, words, tree.rows.length);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const treeRef = useRef<HTMLDivElement>(null);
  const detailRef = useRef<HTMLElement>(null);
  const shown = visibleRows({ rows: tree.rows, closed, found: words === "" ? null : (search.data ?? null) });
  const detail = openedId === null ? undefined : tree.rows.find(({ spanId }) => spanId === openedId);
  const { failed } = tree;

  function toggle(spanId: string) {
    const next = new Set(closed);
    if (!next.delete(spanId)) next.add(spanId);
    setClosed(next);
  }
  function close() {
    onOpen(null);
    treeRef.current?.focus();
  }

  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField
          label="Search names and attributes"
          value={query}
          onValueChange={setQuery}
          className="w-full sm:w-72"
        />
        <p role="status" className="text-12 text-muted tabular-nums">
          {words && search.data ? `${formatCount(shown.length)} of ` : ""}
          {formatCount(tree.rows.length)} spans
          {failed > 0 ? ` · ${formatCount(failed)} failed` : ""}
        </p>
        <span className="flex-1" />
        <IconButton
          label="Read the trace again"
          icon={<RotateCw />}
          aria-busy={isRefreshing}
          onClick={onRefresh}
        />
      </div>
      <div className="flex min-w-0 gap-4 max-lg:flex-col lg:items-start">
        {shown.length === 0 ? (
          <p className="flex-1 py-6 text-muted">No span has “{words}” in its name or attributes.</p>
        ) : (
          <SpanTree
            ref={treeRef}
            tree={tree}
            shown={shown}
            closed={closed}
            openedId={detail?.spanId ?? null}
            onToggle={toggle}
            onOpen={onOpen}
            onEnter={() => detailRef.current?.focus()}
          />
        )}
        {detail ? (
          <SpanDetail key={detail.spanId} ref={detailRef} traceId={traceId} row={detail} onClose={close} />
        ) : null}
      </div>
    </div>
  );
}

function NoSpans({ isOpen }: { isOpen: boolean }) {
  return isOpen ? (
    <EmptyState title="No spans yet" description="A span appears within a second of its end." />
  ) : (
    <EmptyState
      title="This run has no trace"
      description="Its caller asked not to be sampled, tracing was off, or its spans were removed."
    />
  );
}

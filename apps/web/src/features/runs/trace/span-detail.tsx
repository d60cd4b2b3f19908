"use client";
import type { SpanAttributes, SpanEvent, StoredSpan } from "@slipway/schemas/traces/span";
import type { UseQueryResult } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { Ref } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { CopyableId } from "#ui/copyable-id.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import type { TraceRow } from "./build-trace-tree.ts";
import { formatSpanDuration, spanFigures } from "./span-figures.ts";
import { useSpan } from "./use-trace.ts";

type SpanDetailProps = {
  readonly ref: Ref<HTMLElement>;
  readonly traceId: string;
  readonly row: TraceRow;
  readonly onClose: () => void;
};

/** All that one span says. */
export function SpanDetail({ ref, traceId, row, onClose }: SpanDetailProps) {
  const { spanId, name, hasFailed, startMs, endMs, isOrphan } = row;
  const whole = useSpan(traceId, spanId);
  const figures = spanFigures(row.chat);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={`Span ${name}`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The panel that the whole run may stand in stays.
        event.stopPropagation();
        onClose();
      }}
      className="flex max-h-[72dvh] min-w-0 flex-col overflow-y-auto rounded-md border border-line lg:w-96 lg:shrink-0"
    >
      <header className="sticky top-0 flex items-center gap-1 border-b border-line bg-bg py-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 font-medium wrap-anywhere">{name}</h2>
        {whole.data ? (
          <CopyButton text={JSON.stringify(whole.data, null, 2)} label="Copy span as JSON" />
        ) : null}
        <IconButton label="Close" icon={<X />} size="sm" tooltipSide="none" onClick={onClose} />
      </header>
      <div className="flex flex-col gap-4 p-3">
        {hasFailed ? (
          <p className="rounded-md bg-danger-fill px-2.5 py-2 text-danger-text wrap-anywhere">
            {failureOf(whole.data)}
          </p>
        ) : null}
        {isOrphan ? (
          <p className="text-12 text-pretty text-muted">
            The span above it is not here: it has not ended yet, or belongs to a program that sends none.
          </p>
        ) : null}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <Fact label="Began">{formatSpanDuration(startMs)} into the trace</Fact>
          <Fact label="Took">{formatSpanDuration(endMs - startMs)}</Fact>
          {whole.data ? <Fact label="Kind">{whole.data.kind}</Fact> : null}
          {figures ? <Fact label="Model took">{figures}</Fact> : null}
        </dl>
        <CopyableId id={spanId} />
        <Said span={whole} />
      </div>
    </section>
  );
}

/** Why it failed is read with all else that it says. */
function failureOf(span: StoredSpan | undefined): string {
  if (!span) return "It failed.";
  return span.status.message || "It failed, and does not say why.";
}

/** What only the whole span says. */
function Said({ span }: { span: UseQueryResult<StoredSpan> }) {
  if (span.data) {
    const { attributes, events, startTime } = span.data;
    return (
      <>
        <Attributes attributes={attributes} />
        {events.length > 0 ? <Events startTime={startTime} events={events} /> : null}
      </>
    );
  }
  if (!span.error) return <Skeleton className="h-24" />;
  return (
    <LoadProblem
      what="What the span says"
      error={span.error}
      onRetry={() => void span.refetch()}
      retrying={span.isFetching}
    />
  );
}

function Fact({ label, children }: { label: string; children: string | string[] }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </>
  );
}

function Attributes({ attributes }: { attributes: SpanAttributes }) {
  const entries = Object.entries(attributes).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return <p className="text-muted">It has no attributes.</p>;
  return (
    <dl className="flex flex-col gap-2">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="font-mono text-12 text-muted wrap-anywhere">{name}</dt>
          <dd className="max-h-60 overflow-y-auto font-mono text-12 whitespace-pre-wrap wrap-anywhere">
            {Array.isArray(value) ? value.map(String).join("\n") : String(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Events({ startTime, events }: { startTime: string; events: readonly SpanEvent[] }) {
  const beganAt = Date.parse(startTime);
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-12 font-medium text-muted">Events</h3>
      <ol className="flex flex-col gap-3">
        {events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no other name, and keep their order.
          <li key={at} className="border-l-2 border-line pl-2.5">
            <p className="flex justify-between gap-2">
              <span className="wrap-anywhere">{event.name}</span>
              <span className="text-12 whitespace-nowrap text-muted tabular-nums">
                after {formatSpanDuration(Date.parse(event.time) - beganAt)}
              </span>
            </p>
            {Object.keys(event.attributes).length > 0 ? <Attributes attributes={event.attributes} /> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

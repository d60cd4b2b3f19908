"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { ErrorState } from "#ui/error-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { RawTab } from "./raw-tab.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunMessages } from "./run-messages.tsx";
import { Timeline } from "./timeline.tsx";
import { TraceTab } from "./trace/trace-tab.tsx";
import { useRunEvents } from "./use-run-events.ts";

export type RunTab = "messages" | "timeline" | "trace" | "raw";

type RunDetailProps = {
  readonly run: Run;
  readonly tab: RunTab;
  readonly onTabChange: (tab: RunTab) => void;
};

/** A run in full, live while it works: the same in the side panel and on its page. */
export function RunDetail({ run, tab, onTabChange }: RunDetailProps) {
  const { events, error } = useRunEvents(run.id);
  const isEmpty = events.length === 0;
  const problem = error && isEmpty ? <Problem message={error.message} /> : null;
  const waiting = isEmpty && !problem ? <Skeleton className="m-4 h-24" /> : null;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="flex flex-col gap-4 px-4 py-4">
        <RunFacts run={run} />
        <FailurePanel run={run} />
      </div>
      <Tabs
        label="Run"
        value={tab}
        onValueChange={onTabChange}
        tabs={[
          {
            value: "messages",
            label: "Messages",
            content: problem ?? waiting ?? <RunMessages run={run} events={events} />,
          },
          {
            value: "timeline",
            label: "Timeline",
            content: problem ?? waiting ?? <Timeline run={run} events={events} />,
          },
          { value: "trace", label: "Trace", content: <TraceTab run={run} /> },
          { value: "raw", label: "Raw", content: problem ?? waiting ?? <RawTab run={run} events={events} /> },
        ]}
      />
    </div>
  );
}

function Problem({ message }: { message: string }) {
  return (
    <div className="p-4">
      <ErrorState
        title="The run's log could not be read"
        description={`${message} It is tried again by itself.`}
      />
    </div>
  );
}

export function parseRunTab(value: string | null): RunTab {
  return value === "timeline" || value === "trace" || value === "raw" ? value : "messages";
}

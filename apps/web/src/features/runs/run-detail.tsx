"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { FilesPane } from "#features/files/index.ts";
import { sessionStore } from "#features/live/index.ts";
import { ErrorState } from "#ui/error-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { type Tab, Tabs } from "#ui/tabs.tsx";
import { ConfigTab } from "./config-tab.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { RawTab } from "./raw-tab.tsx";
import { RunBudget } from "./run-budget.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunMessages } from "./run-messages.tsx";
import { Timeline } from "./timeline.tsx";
import { TraceTab } from "./trace/trace-tab.tsx";
import { useRunEvents } from "./use-run-events.ts";

const runTabs = ["messages", "timeline", "trace", "files", "configuration", "raw"] as const;
export type RunTab = (typeof runTabs)[number];

type RunDetailProps = {
  readonly run: Run;
  readonly tab: RunTab;
  readonly onTabChange: (tab: RunTab) => void;
};

/** A run in full, live while it works: the same in the side panel and on its page. */
export function RunDetail({ run, tab, onTabChange }: RunDetailProps) {
  const { events, error } = useRunEvents(run.id);
  const shown = tab === "files" && run.app.type !== "agent" ? "messages" : tab;
  const isEmpty = events.length === 0;
  const problem = error && isEmpty ? <Problem message={error.message} /> : null;
  const waiting = isEmpty && !problem ? <Skeleton className="m-4 h-24" /> : null;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="flex flex-col gap-4 px-4 py-4">
        <RunFacts run={run} />
        <RunBudget run={run} events={events} />
        <FailurePanel run={run} events={events} />
      </div>
      <Tabs
        label="Run"
        value={shown}
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
          ...filesTab(run),
          { value: "configuration", label: "Configuration", content: <ConfigTab run={run} /> },
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

/** Only an agent works on files. */
function filesTab(run: Run): Tab<RunTab>[] {
  if (run.app.type !== "agent") return [];
  const { sessionId } = run;
  const content = (
    <div className="h-[72dvh]">
      <FilesPane
        store={sessionStore(sessionId)}
        sessionId={sessionId}
        onBeginSession={() => Promise.resolve(sessionId)}
      />
    </div>
  );
  return [{ value: "files", label: "Files", content }];
}

export function parseRunTab(value: string | null): RunTab {
  return runTabs.find((tab) => tab === value) ?? "messages";
}

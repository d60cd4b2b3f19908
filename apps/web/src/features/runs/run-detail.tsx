"use client";
import { type ReactNode, Suspense } from "react";
import { sessionStore } from "#features/live/index.ts";
import { lazyPart } from "#lib/lazy-part.ts";
import { ErrorState } from "#ui/error-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { type Tab, Tabs } from "#ui/tabs.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import type { ListedRun } from "./projects/run-scope.ts";
import { useIsForeign } from "./projects/runs-viewer.tsx";
import { RawTab } from "./raw-tab.tsx";
import { RunBudget } from "./run-budget.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunMessages } from "./run-messages.tsx";
import { Timeline } from "./timeline.tsx";
import { useRunEvents } from "./use-run-events.ts";

// What was said is looked at first, and often alone.
const TraceTab = lazyPart(async () => (await import("./trace/trace-tab.tsx")).TraceTab);
const ConfigTab = lazyPart(async () => (await import("./config-tab.tsx")).ConfigTab);
const FilesPane = lazyPart(async () => (await import("#features/files/index.ts")).FilesPane);

const runTabs = ["messages", "timeline", "trace", "files", "configuration", "raw"] as const;
export type RunTab = (typeof runTabs)[number];

type RunDetailProps = {
  readonly run: ListedRun;
  readonly tab: RunTab;
  readonly onTabChange: (tab: RunTab) => void;
  /** The id of the span of its trace that is opened. */
  readonly span: string | null;
  readonly onSpanChange: (spanId: string | null) => void;
};

/** A run in full, live while it works: the same in the side panel and on its page. */
export function RunDetail({ run, tab, onTabChange, span, onSpanChange }: RunDetailProps) {
  const { events, error } = useRunEvents(run.id);
  // Only an agent works on files, and only in one's own project they can be looked into.
  const isForeign = useIsForeign(run);
  const hasFiles = run.app.type === "agent" && !isForeign;
  const shown = tab === "files" && !hasFiles ? "messages" : tab;
  const isEmpty = events.length === 0;
  const problem = error && isEmpty ? <Problem message={error.message} /> : null;
  const waiting = isEmpty && !problem ? <Skeleton className="m-4 h-24" /> : null;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col overflow-y-auto">
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
          {
            value: "trace",
            label: "Trace",
            content: late(<TraceTab run={run} openedId={span} onOpen={onSpanChange} />),
          },
          ...(hasFiles ? [filesTab(run)] : []),
          { value: "configuration", label: "Configuration", content: late(<ConfigTab run={run} />) },
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

/** Its scripts come when it is first looked at. */
function late(content: ReactNode) {
  return <Suspense fallback={<Skeleton className="m-4 h-24" />}>{content}</Suspense>;
}

function filesTab({ sessionId }: ListedRun): Tab<RunTab> {
  const content = late(
    <div className="h-[72dvh]">
      <FilesPane
        store={sessionStore(sessionId)}
        sessionId={sessionId}
        onBeginSession={() => Promise.resolve(sessionId)}
      />
    </div>,
  );
  return { value: "files", label: "Files", content };
}

export function parseRunTab(value: string | null): RunTab {
  return runTabs.find((tab) => tab === value) ?? "messages";
}

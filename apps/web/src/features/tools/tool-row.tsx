"use client";
import type { ToolPart } from "@slipway/schemas/messages/message";
import type { RunStatus } from "@slipway/schemas/runs/run-status";
import { ChevronRight } from "lucide-react";
import { memo, useId, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { formatDuration } from "#ui/format-duration.ts";
import { LiveTail } from "./live-tail.tsx";
import { readToolOutput } from "./read-tool-output.ts";
import { ToolDetail } from "./tool-detail.tsx";
import { ToolGlyph } from "./tool-glyph.tsx";
import { type ToolState, toolStateOf, toolStateWords } from "./tool-state.ts";
import { ToolStateMark } from "./tool-state-mark.tsx";
import { inputOf, mainArgument } from "./tool-words.ts";

type ToolRowProps = {
  readonly part: ToolPart;
  readonly runStatus: RunStatus | undefined;
  /** Where the files are that it names. */
  readonly sessionId?: string | undefined;
};

/** One call in one line, which opens to what went in and what came out. While it runs, its newest output shows below. */
export const ToolRow = memo(function ToolRow({ part, runStatus, sessionId }: ToolRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const detailId = useId();
  const state = toolStateOf(part, runStatus);
  const argument = mainArgument(part.name, inputOf(part));
  const tail = state === "running" && !isOpen ? readToolOutput(part.output).text : "";
  return (
    <div className="text-13">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={() => setIsOpen(!isOpen)}
        className="group/row -ml-1 flex h-7 w-[calc(100%+4px)] min-w-0 items-center gap-1.5 rounded-sm px-1 text-left hover:bg-hover pointer-coarse:h-11"
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames("size-3.5 shrink-0 text-faint transition-transform", isOpen && "rotate-90")}
        />
        <ToolGlyph name={part.name} />
        <span className="shrink-0 font-medium">{part.name}</span>
        <code title={argument} className="min-w-0 flex-1 truncate text-12 text-muted">
          {argument}
        </code>
        <Outcome state={state} part={part} />
      </button>
      {tail === "" ? null : <LiveTail text={tail} />}
      {isOpen ? (
        <div id={detailId} className="mt-1 mb-2 ml-1.5 border-l border-line pl-3.5">
          <ToolDetail part={part} state={state} sessionId={sessionId} />
        </div>
      ) : null}
    </div>
  );
});

/** How it stands, in words where a tick does not say it all. */
function Outcome({ state, part }: { state: ToolState; part: ToolPart }) {
  const words = wordsOf(state, part);
  const isRunning = state === "running";
  return (
    <span className="ml-auto flex shrink-0 items-center gap-1.5 text-12 text-muted tabular-nums">
      <span className={state === "ok" || isRunning ? "sr-only" : wordColours[state]}>{words}</span>
      {isRunning && part.since ? (
        // Ticking is not news.
        <span aria-hidden="true">
          <ElapsedTime since={part.since} />
        </span>
      ) : null}
      {part.state === "done" && part.durationMs !== null && state !== "denied" ? (
        <span>{formatDuration(part.durationMs)}</span>
      ) : null}
      <ToolStateMark state={state} />
    </span>
  );
}

const wordColours: Readonly<Partial<Record<ToolState, string>>> = {
  awaiting: "text-warning-text",
  error: "text-danger-text",
  denied: "text-danger-text",
  interrupted: "text-warning-text",
  timeout: "text-warning-text",
};

function wordsOf(state: ToolState, part: ToolPart): string {
  if (state !== "decided" || !part.decision) return toolStateWords[state];
  return part.decision.decision === "allow" ? "Allowed, waits for the others" : "Will be denied";
}

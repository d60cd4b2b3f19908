"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState, useSyncExternalStore } from "react";
import { classNames } from "#ui/class-names.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { subscribeToSeconds } from "#ui/subscribe-to-seconds.ts";
import { BarDetail } from "./bar-detail.tsx";
import { type Bar, buildTimeline, timelineEndMs } from "./build-timeline.ts";
import { RunWarnings } from "./run-warnings.tsx";

const colours: Readonly<Record<Bar["kind"], string>> = {
  queue: "bg-control-line",
  setup: "bg-control-line",
  turn: "bg-accent",
  reasoning: "bg-info-line",
  text: "bg-success-line",
  tool: "bg-muted",
  waiting: "bg-warning-line",
  retry: "bg-warning-line",
  check: "bg-info-line",
};

/** What took the run's time, on a real axis. */
export function Timeline({ run, events }: { run: Run; events: readonly SlipwayEvent[] }) {
  const bars = buildTimeline(run, events);
  const isOpen = !run.finishedAt;
  const now = useSyncExternalStore(
    isOpen ? subscribeToSeconds : subscribeToNothing,
    () => Math.floor(Date.now() / 1000) * 1000,
    () => 0,
  );
  const endMs = timelineEndMs(bars, now - Date.parse(run.createdAt));
  const [openedKey, setOpenedKey] = useState<string | null>(null);
  const opened = bars.find(({ key }) => key === openedKey);
  const listRef = useRef<HTMLOListElement>(null);
  function close() {
    setOpenedKey(null);
    listRef.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
  }
  /** Up and down go from bar to bar; Esc closes what one of them opened, and only that. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && opened) {
      event.stopPropagation();
      close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = Array.from(listRef.current?.querySelectorAll<HTMLElement>("button[aria-expanded]") ?? []);
    const at = buttons.findIndex((button) => button.matches(":focus"));
    if (at < 0) return;
    event.preventDefault();
    buttons[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons and the panel inside it.
    <div className="@container px-4 py-4" onKeyDown={onKeyDown}>
      <RunWarnings events={events} />
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <Axis endMs={endMs} />
          <ol ref={listRef} aria-label="Timeline" className="flex flex-col">
            {bars.map((bar) => (
              <BarRow
                key={bar.key}
                bar={bar}
                endMs={endMs}
                events={events}
                isOpened={bar === opened}
                onToggle={() => setOpenedKey(bar === opened ? null : bar.key)}
              />
            ))}
          </ol>
        </div>
        {opened ? <BarPanel bar={opened} events={events} onClose={close} /> : null}
      </div>
    </div>
  );
}

const columns =
  "grid grid-cols-[minmax(110px,180px)_minmax(0,1fr)_72px] items-center gap-x-3 @max-[480px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_64px]";

const innerKinds: ReadonlySet<Bar["kind"]> = new Set(["text", "reasoning", "tool"]);

function Axis({ endMs }: { endMs: number }) {
  return (
    <div aria-hidden="true" className={classNames(columns, "h-6 text-12 text-faint tabular-nums")}>
      <span />
      <span className="flex justify-between">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span
            key={share}
            className={classNames("whitespace-nowrap", share > 0 && share < 1 && "@max-[640px]:hidden")}
          >
            {formatDuration(endMs * share)}
          </span>
        ))}
      </span>
      <span />
    </div>
  );
}

type BarRowProps = {
  readonly bar: Bar;
  readonly endMs: number;
  readonly events: readonly SlipwayEvent[];
  readonly isOpened: boolean;
  readonly onToggle: () => void;
};

function BarRow({ bar, endMs, events, isOpened, onToggle }: BarRowProps) {
  const end = bar.endMs ?? endMs;
  return (
    <li className="border-t border-line">
      <button
        type="button"
        aria-expanded={isOpened}
        onClick={onToggle}
        className={classNames(
          columns,
          isOpened && "bg-selected",
          "min-h-9 w-full text-left hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
        )}
      >
        <span className={classNames("flex min-w-0 items-center gap-1", innerKinds.has(bar.kind) && "pl-4")}>
          <ChevronRight
            aria-hidden="true"
            className={classNames(
              "size-3.5 shrink-0 text-faint transition-transform",
              isOpened && "rotate-90 @min-[768px]:rotate-0",
            )}
          />
          <span className="min-w-0">
            <span className="block truncate">{bar.label}</span>
            {bar.note ? <span className="block truncate text-12 text-muted">{bar.note}</span> : null}
          </span>
        </span>
        <span aria-hidden="true" className="relative h-2.5">
          <span
            className={classNames(
              "absolute inset-y-0 min-w-0.5 rounded-full",
              bar.hasFailed ? "bg-danger-line" : colours[bar.kind],
            )}
            style={{
              left: `${(bar.startMs / endMs) * 100}%`,
              width: `${((end - bar.startMs) / endMs) * 100}%`,
            }}
          />
        </span>
        <span className="text-right text-12 text-muted tabular-nums">
          {bar.endMs === null ? "…" : formatDuration(end - bar.startMs)}
          {bar.wasCut ? <span className="block">cut</span> : null}
        </span>
      </button>
      {isOpened ? (
        // Beside the timeline where there is room, else here.
        <div className="pt-1 pb-3 pl-4 @min-[768px]:hidden">
          <BarDetail bar={bar} events={events} />
        </div>
      ) : null}
    </li>
  );
}

type BarPanelProps = {
  readonly bar: Bar;
  readonly events: readonly SlipwayEvent[];
  readonly onClose: () => void;
};

function BarPanel({ bar, events, onClose }: BarPanelProps) {
  return (
    <section
      aria-label={`Details: ${bar.label}`}
      className="sticky top-3 flex max-h-[72dvh] w-96 shrink-0 flex-col overflow-y-auto rounded-md border border-line @max-[768px]:hidden"
    >
      <header className="sticky top-0 flex items-center gap-1 border-b border-line bg-bg py-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 font-medium wrap-anywhere">{bar.label}</h2>
        <IconButton label="Close" icon={<X />} size="sm" tooltipSide="none" onClick={onClose} />
      </header>
      <div className="p-3">
        <BarDetail bar={bar} events={events} />
      </div>
    </section>
  );
}

function subscribeToNothing() {
  return () => undefined;
}

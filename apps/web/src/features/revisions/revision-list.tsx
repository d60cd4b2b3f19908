"use client";
import type { App, RevisionHead } from "@slipway/schemas/apps/app";
import type { KeyboardEvent } from "react";
import { Badge } from "#ui/badge.tsx";
import { Button } from "#ui/button.tsx";
import { RelativeTime } from "#ui/relative-time.tsx";
import { flagsOf } from "./flags-of.ts";

type RevisionListProps = {
  readonly app: App;
  readonly revisions: readonly RevisionHead[];
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
  /** Undefined: these are all. */
  readonly onMore: (() => void) | undefined;
  readonly isReading: boolean;
};

/** The history of an app, newest first, with what is deployed as flags. Arrow keys, j and k move. */
export function RevisionList({ app, revisions, selected, onSelect, onMore, isReading }: RevisionListProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <ol aria-label="Revisions" onKeyDown={moveFocus}>
        {revisions.map((revision) => (
          <li key={revision.number} className="border-b border-line">
            <button
              type="button"
              data-revision
              aria-current={revision.number === selected ? "true" : undefined}
              onClick={() => onSelect(revision.number)}
              className="flex w-full flex-col gap-0.5 px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-current:bg-selected"
            >
              <span className="flex w-full items-center gap-2">
                <span className="shrink-0 font-medium tabular-nums">r{revision.number}</span>
                <span className="min-w-0 flex-1 truncate">
                  {revision.message || <span className="text-faint">No message</span>}
                </span>
              </span>
              <span className="flex w-full flex-wrap items-center gap-x-2 gap-y-1 text-12 text-muted">
                <span className="min-w-0 truncate">
                  {revision.author ?? "Somebody"} · <RelativeTime at={revision.createdAt} />
                </span>
                {flagsOf(app, revision.number).map((flag) => (
                  <Badge key={flag} tone={flag === "production" ? "success" : "info"}>
                    {flag}
                  </Badge>
                ))}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {onMore ? (
        <Button variant="ghost" loading={isReading} onClick={onMore} className="m-2">
          Earlier revisions
        </Button>
      ) : null}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
  const step = steps[event.key];
  if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-revision]")];
  const next = buttons[buttons.findIndex((button) => button.matches(":focus")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

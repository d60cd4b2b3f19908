"use client";
import type { App, Revision } from "@slipway/schemas/apps/app";
import { ArrowLeft, RotateCcw } from "lucide-react";
import { useState } from "react";
import { DiffLayoutSwitch, parseDiffLayout, RevisionChanges } from "#features/config-diff/index.ts";
import { DeployMenu } from "#features/deployments/index.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { Button } from "#ui/button.tsx";
import { RelativeTime } from "#ui/relative-time.tsx";
import { CompareSelect } from "./compare-select.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";

type RevisionDetailProps = {
  readonly app: App;
  readonly revision: Revision;
  readonly revisions: readonly Revision[];
  readonly onSelect: (number: number | null) => void;
};

/** One revision: who committed it and why, what it changed, and what can be done with it. */
export function RevisionDetail({ app, revision, revisions, onSelect }: RevisionDetailProps) {
  const [against, setAgainst] = useUrlState("against");
  const [layout, setLayout] = useUrlState("layout");
  const [isRestoring, setIsRestoring] = useState(false);
  const other = readNumber(against, revision.number);
  const before = revision.number === 1 ? null : revision.number - 1;
  const isNewest = revision.number === app.latestRevision;
  return (
    <>
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-4 py-3">
        <div className="-my-1 -ml-2 w-full md:hidden">
          <Button variant="ghost" size="sm" onClick={() => onSelect(null)}>
            <ArrowLeft aria-hidden="true" />
            All revisions
          </Button>
        </div>
        <div className="min-w-48 flex-1">
          <h2 className="text-16 font-semibold text-pretty">
            Revision {revision.number}
            {revision.message ? <span className="font-normal"> · {revision.message}</span> : null}
          </h2>
          <p className="text-muted">
            {revision.author ?? "Somebody"} · <RelativeTime at={revision.createdAt} />
          </p>
        </div>
        <div className="flex gap-2">
          {isNewest || app.archivedAt ? null : (
            <Button onClick={() => setIsRestoring(true)}>
              <RotateCcw aria-hidden="true" />
              Restore…
            </Button>
          )}
          <DeployMenu app={app} revision={revision.number} />
        </div>
      </header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3">
        <span className="text-muted">Compared with</span>
        <CompareSelect
          app={app}
          revisions={revisions}
          revision={revision}
          against={other}
          onAgainstChange={(next) => setAgainst(next === null ? null : String(next))}
        />
        <span className="flex-1" />
        <DiffLayoutSwitch
          layout={parseDiffLayout(layout)}
          onLayoutChange={(next) => setLayout(next === "unified" ? null : next)}
        />
      </div>
      <div className="p-4">
        <RevisionChanges
          appId={app.id}
          from={other ?? before}
          to={revision.number}
          layout={parseDiffLayout(layout)}
        />
      </div>
      {isRestoring ? (
        <RestoreDialog
          app={app}
          revision={revision}
          onClose={() => setIsRestoring(false)}
          onRestored={onSelect}
        />
      ) : null}
    </>
  );
}

/** A revision cannot be compared with itself. */
function readNumber(text: string, self: number): number | null {
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
  return number === self ? null : number;
}

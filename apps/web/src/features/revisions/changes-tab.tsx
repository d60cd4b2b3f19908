"use client";
import type { App, RevisionHead } from "@slipway/schemas/apps/app";
import { DiffLayoutSwitch, parseDiffLayout, RevisionChanges } from "#features/config-diff/index.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { CompareSelect } from "./compare-select.tsx";

type ChangesTabProps = {
  readonly app: App;
  readonly revision: RevisionHead;
  readonly revisions: readonly RevisionHead[];
};

/** What a revision changed, since the one before or any other. */
export function ChangesTab({ app, revision, revisions }: ChangesTabProps) {
  const [against, setAgainst] = useUrlState("against");
  const [layout, setLayout] = useUrlState("layout");
  const other = readNumber(against, revision.number);
  const before = revision.number === 1 ? null : revision.number - 1;
  return (
    <>
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
    </>
  );
}

/** A revision cannot be compared with itself. */
function readNumber(text: string, self: number): number | null {
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
  return number === self ? null : number;
}

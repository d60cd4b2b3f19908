"use client";
import type { App, RevisionHead } from "@slipway/schemas/apps/app";
import { ArrowLeft, RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { DeployMenu } from "#features/deployments/index.ts";
import { UseElsewhere } from "#features/use-elsewhere/index.ts";
import { loadPart } from "#lib/load-part.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { Button } from "#ui/button.tsx";
import { RelativeTime } from "#ui/relative-time.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { ChangesTab } from "./changes-tab.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { WholeRevision } from "./whole-revision.tsx";

// What writes YAML is large, and only who opens the tab needs it.
const RevisionText = dynamic(async () => (await loadPart(() => import("./revision-text.tsx"))).RevisionText, {
  ssr: false,
});

type RevisionDetailProps = {
  readonly app: App;
  readonly revision: RevisionHead;
  readonly revisions: readonly RevisionHead[];
  readonly onSelect: (number: number | null) => void;
};

/** One revision: who committed it and why, what it changed, and what can be done with it. */
export function RevisionDetail({ app, revision, revisions, onSelect }: RevisionDetailProps) {
  const [tab, setTab] = useUrlState("tab");
  const [isRestoring, setIsRestoring] = useState(false);
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
      <Tabs
        label={`Revision ${revision.number}`}
        value={parseTab(tab)}
        onValueChange={(next) => setTab(next === "changes" ? null : next)}
        tabs={[
          {
            value: "changes",
            label: "Changes",
            content: <ChangesTab app={app} revision={revision} revisions={revisions} />,
          },
          {
            value: "configuration",
            label: "Configuration",
            content: (
              <div className="p-4">
                <WholeRevision app={app} number={revision.number}>
                  {(whole) => <RevisionText revision={whole} />}
                </WholeRevision>
              </div>
            ),
          },
          {
            value: "use",
            label: "Use it elsewhere",
            content: (
              <div className="p-4">
                <WholeRevision app={app} number={revision.number}>
                  {(whole) => <UseElsewhere app={app} revision={whole} />}
                </WholeRevision>
              </div>
            ),
          },
        ]}
      />
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

type RevisionTab = "changes" | "configuration" | "use";

function parseTab(value: string): RevisionTab {
  return value === "configuration" || value === "use" ? value : "changes";
}

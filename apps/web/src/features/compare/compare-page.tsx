"use client";
import type { App } from "@slipway/schemas/apps/app";
import { Plus } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { useTestCases } from "#features/test-cases/index.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { Button } from "#ui/button.tsx";
import { MenuItem } from "#ui/menu.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { CasesView } from "./cases-view.tsx";
import { ConversationView } from "./conversation-view.tsx";
import { DraftDrawer } from "./draft-drawer.tsx";
import { paneLetter } from "./pane-letter.ts";
import { maxPanes } from "./pane-spec.ts";
import { useCaseRuns } from "./use-case-runs.ts";
import { useComparison } from "./use-comparison.tsx";

/** Up to four configurations of an app side by side: on one conversation, or on all saved cases. */
export function ComparePage({ app }: { app: App }) {
  const [view, setView] = useUrlState("view");
  const [together, setTogether] = useState(true);
  const comparison = useComparison(app);
  const { panes, configs, epoch, editing, closeEditor, addPane, startOver, actionsOf } = comparison;
  const cases = useTestCases(app.id);
  const caseRuns = useCaseRuns({ app, configs, cases: cases.data ?? [] });
  const shared = { app, panes, configs, actionsOf };
  return (
    <>
      <PageHeader
        trail={[
          { label: "Apps", href: "/apps" as Route },
          { label: app.name, href: `/apps/${app.slug}` as Route },
        ]}
        title="Compare"
        menu={
          <>
            <MenuItem
              label={together ? "Scroll each pane by itself" : "Scroll all panes together"}
              onSelect={() => setTogether(!together)}
            />
            <MenuItem
              label="Start over"
              description="New conversations; those until now stay in the app"
              disabled={panes.every(({ sessionId }) => sessionId === null)}
              onSelect={startOver}
            />
          </>
        }
        action={
          <Button disabled={panes.length >= maxPanes} onClick={addPane}>
            <Plus aria-hidden="true" />
            Add pane
          </Button>
        }
      />
      <Tabs
        label="What is compared"
        value={view === "cases" ? "cases" : "conversation"}
        onValueChange={(next) => setView(next === "cases" ? next : null)}
        className="min-h-0 flex-1"
        tabs={[
          {
            value: "conversation",
            label: "Conversation",
            content: (
              <ConversationView
                key={epoch}
                {...shared}
                together={together}
                changePanes={comparison.changePanes}
              />
            ),
          },
          {
            value: "cases",
            label: "Test cases",
            ...(cases.data ? { count: cases.data.length } : {}),
            content: <CasesView {...shared} cases={cases} caseRuns={caseRuns} />,
          },
        ]}
      />
      <DraftDrawer
        app={app}
        letter={paneLetter(editing?.at ?? 0)}
        name={editing?.name ?? null}
        onClose={closeEditor}
      />
    </>
  );
}

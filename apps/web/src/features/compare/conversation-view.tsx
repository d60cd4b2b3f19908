"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { useEffect, useMemo, useRef, useState } from "react";
import { activeRun } from "#features/conversation/index.ts";
import { blankSessionStore, type SessionView, sessionStore } from "#features/live/index.ts";
import { useNarrow } from "#features/playground/index.ts";
import { Tabs } from "#ui/tabs.tsx";
import { CompareComposer } from "./compare-composer.tsx";
import { ComparePane, type PaneHandle } from "./compare-pane.tsx";
import { newComparison } from "./new-comparison.ts";
import type { PaneConfig } from "./pane-config.ts";
import { type PaneActions, PaneHead } from "./pane-head.tsx";
import { paneLetter } from "./pane-letter.ts";
import type { PaneSpec } from "./pane-spec.ts";
import { scrollTogether } from "./scroll-together.ts";
import { useAnySession } from "./use-any-session.ts";
import type { ChangePanes } from "./use-panes.ts";

export type PanesProps = {
  readonly app: App;
  readonly panes: readonly PaneSpec[];
  readonly configs: readonly PaneConfig[];
  readonly actionsOf: (at: number) => PaneActions;
};

type ConversationViewProps = PanesProps & {
  /** All panes are scrolled by the one that is. */
  readonly together: boolean;
  readonly changePanes: ChangePanes;
};

const isWorking = (view: SessionView) => activeRun(view) !== undefined;

/** One composer over several panes: what is said goes to all of them, each answers in a session of its own. */
export function ConversationView({
  app,
  panes,
  configs,
  actionsOf,
  together,
  changePanes,
}: ConversationViewProps) {
  const isNarrow = useNarrow();
  const handles = useRef(new Map<number, PaneHandle>());
  const [isStopping, setIsStopping] = useState(false);
  const [shown, setShown] = useState("0");
  const [scrolling] = useState(scrollTogether);
  useEffect(() => scrolling.turn(together), [scrolling, together]);
  const sessions = panes.map(({ sessionId }) => sessionId ?? "").join();
  const stores = useMemo(
    () => sessions.split(",").map((id) => (id ? sessionStore(id) : blankSessionStore)),
    [sessions],
  );
  const works = useAnySession(stores, isWorking);
  if (!works && isStopping) setIsStopping(false);

  function send(input: RunInput) {
    const comparison = newComparison();
    for (const handle of handles.current.values()) handle.send(input, comparison);
  }
  function setSession(at: number, sessionId: string) {
    changePanes((now) => now.map((pane, place) => (place === at ? { ...pane, sessionId } : pane)));
  }
  const shownPanes = panes.map((spec, at) => {
    const config = configs[at] ?? { kind: "loading" };
    const store = stores[at] ?? blankSessionStore;
    return {
      value: String(at),
      label: `${paneLetter(at)}${config.kind === "ready" ? ` · ${config.title}` : ""}`,
      content: (
        <div className="flex h-full min-h-0 flex-col">
          <div className="shrink-0 border-b border-line bg-sunken">
            <PaneHead app={app} at={at} config={config} {...actionsOf(at)} />
          </div>
          <div className="min-h-0 flex-1">
            {config.kind === "ready" ? (
              <ComparePane
                app={app}
                at={at}
                pane={config}
                sessionId={spec.sessionId}
                store={store}
                first={stores[0] ?? blankSessionStore}
                scrolling={scrolling}
                onSession={(sessionId) => setSession(at, sessionId)}
                ref={(handle) => {
                  if (handle) handles.current.set(at, handle);
                  return () => void handles.current.delete(at);
                }}
              />
            ) : null}
          </div>
        </div>
      ),
    };
  });
  return (
    <div className="flex h-full min-h-0 flex-col">
      {isNarrow ? (
        <Tabs
          label="Panes"
          value={shownPanes[Number(shown)] ? shown : "0"}
          onValueChange={setShown}
          keepMounted
          className="min-h-0 flex-1"
          tabs={shownPanes}
        />
      ) : (
        <div className="grid min-h-0 flex-1 auto-cols-[minmax(300px,1fr)] grid-flow-col divide-x divide-line overflow-x-auto">
          {shownPanes.map(({ value, content }) => (
            <div key={value} className="h-full min-h-0 min-w-0">
              {content}
            </div>
          ))}
        </div>
      )}
      <div className="border-t border-line">
        <div className="mx-auto w-full max-w-190 px-4 py-3 max-sm:px-3">
          <CompareComposer
            app={app}
            configs={configs}
            isNew={panes.every(({ sessionId }) => sessionId === null)}
            working={works}
            stopping={isStopping}
            onSend={send}
            onStop={() => {
              setIsStopping(true);
              for (const handle of handles.current.values()) handle.stop();
            }}
            blocked={blockedBy(app, configs)}
            awaited={awaitedBy(configs)}
          />
        </div>
      </div>
    </div>
  );
}

/** Why nothing can be sent now, in words. */
function blockedBy(app: App, configs: readonly PaneConfig[]): string | undefined {
  if (app.archivedAt) return "This app is archived.";
  const at = configs.findIndex((config) =>
    config.kind === "ready" ? config.errors.size > 0 : config.kind !== "loading",
  );
  if (at === -1) return undefined;
  const pane = `Pane ${paneLetter(at)}`;
  return configs[at]?.kind === "ready"
    ? `${pane}: its configuration has an error.`
    : `${pane} has no configuration.`;
}

/** What will be there in a moment, in words. */
function awaitedBy(configs: readonly PaneConfig[]): string | undefined {
  const at = configs.findIndex(({ kind }) => kind === "loading");
  return at === -1 ? undefined : `Reading the configuration of pane ${paneLetter(at)}…`;
}

"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import {
  activeRun,
  planOutgoing,
  QueueList,
  RefusalNote,
  StatusLine,
  Transcript,
  useFollowEnd,
  useOutgoing,
  useRunActions,
} from "#features/conversation/index.ts";
import { type SessionStore, sessionStore, useSession } from "#features/live/index.ts";
import { Button } from "#ui/button.tsx";
import { describeInput } from "./describe-input.ts";
import { newComparison } from "./new-comparison.ts";
import type { ReadyPane } from "./pane-config.ts";
import { PaneFigures } from "./pane-figures.tsx";
import { paneInput } from "./pane-input.ts";
import { paneLetter } from "./pane-letter.ts";
import type { ScrollTogether } from "./scroll-together.ts";
import { startPaneRun } from "./start-pane-run.ts";
import { UnaskedPane } from "./unasked-pane.tsx";

/** What the composer tells every pane. */
export type PaneHandle = {
  /** `comparison` is the same for all panes that are sent the same thing. */
  readonly send: (input: RunInput, comparison: string) => void;
  readonly stop: () => void;
};

type ComparePaneProps = {
  readonly app: App;
  readonly at: number;
  readonly pane: ReadyPane;
  readonly sessionId: string | null;
  readonly store: SessionStore;
  /** The pane that the others are compared with. */
  readonly first: SessionStore;
  readonly scrolling: ScrollTogether;
  readonly onSession: (sessionId: string) => void;
  readonly ref: Ref<PaneHandle>;
};

/** One pane: what was said to it and answered, what is going on, and what it took. */
export function ComparePane(props: ComparePaneProps) {
  const { app, at, pane, sessionId, store, first, scrolling, onSession, ref } = props;
  const runs = useSession(store, (view) => view.runs);
  const follow = useFollowEnd();
  const [unsent, setUnsent] = useState<RunInput | null>(null);
  const [stoppingRunId, setStoppingRunId] = useState<string | null>(null);
  // The address follows a moment later: what is sent in between must not begin another session.
  const begun = useRef(sessionId);
  /** What is on its way, by its comparison: its text alone does not say all of it. */
  const inputs = useRef(new Map<unknown, RunInput>());
  const lastSent = useRef<RunInput | null>(null);
  const isCompletion = app.type === "completion";

  const sending = useOutgoing({
    prepare: () => Promise.resolve(pane),
    post: async ({ text, clientMessageId, metadata }, prepared) => {
      // A completion has one run in a session.
      const session = isCompletion ? null : begun.current;
      const run = await startPaneRun({
        appId: app.id,
        pane: prepared,
        input: inputs.current.get(metadata?.comparison) ?? { message: text },
        sessionId: session,
        clientMessageId,
        metadata: { ...metadata, pane: paneLetter(at) },
      });
      begun.current = run.sessionId;
      return run;
    },
    onAccepted(run) {
      sessionStore(run.sessionId).putRun(run);
      if (sessionId === null || isCompletion) onSession(run.sessionId);
    },
    onRefused: () => setUnsent(lastSent.current),
  });

  const plan = planOutgoing({ runs, transcript: store.view().transcript }, sending.outgoing);
  const working = activeRun({ ...store.view(), runs });
  const actions = useRunActions({
    store,
    steerable: undefined,
    onGiveBack: (message) => setUnsent({ message }),
  });

  function send(input: RunInput, comparison: string) {
    const own = paneInput(input, pane.config, isCompletion ? [] : runs.values());
    lastSent.current = own;
    inputs.current.set(comparison, own);
    const metadata = { comparison };
    void sending.send({ text: describeInput(own), place: "pane", sessionId, steers: null, metadata });
    follow.jumpToEnd();
  }
  async function stop() {
    if (!working) return;
    setStoppingRunId(working.id);
    if (!(await actions.cancel(working.id))) setStoppingRunId(null);
  }
  useImperativeHandle(ref, () => ({ send, stop: () => void stop() }));

  const { scrollerRef } = follow;
  useEffect(
    () => (scrollerRef.current ? scrolling.add(scrollerRef.current) : undefined),
    [scrolling, scrollerRef],
  );

  return (
    // Nothing in a pane changes what is around it: while text grows, the others are neither laid out nor painted.
    <section aria-label={`Pane ${paneLetter(at)}`} className="flex h-full min-h-0 flex-col contain-strict">
      <Transcript
        store={store}
        next={plan.next}
        follow={follow}
        empty={<UnaskedPane first={at === 0 ? null : first} onAsk={send} model={pane.config.model} />}
      />
      <div className="shrink-0 border-t border-line px-3 py-1.5">
        <QueueList messages={plan.queued} actions={actions.queue} />
        {sending.refusal ? (
          <div className="flex flex-col gap-2 py-1">
            <RefusalNote
              error={sending.refusal}
              kept="Nothing was lost."
              onDismiss={sending.dismissRefusal}
            />
            {unsent === null ? null : (
              <Button size="sm" className="self-start" onClick={() => send(unsent, newComparison())}>
                Send again
              </Button>
            )}
          </div>
        ) : null}
        {working ? (
          <div className="flex min-h-10 items-center gap-1.5 text-12 text-muted">
            <div role="status" className="flex min-w-0 items-center gap-1.5">
              <StatusLine store={store} stoppingRunId={stoppingRunId} />
            </div>
            <Button
              size="sm"
              variant="ghost"
              className="ml-auto"
              loading={working.id === stoppingRunId}
              onClick={() => void stop()}
            >
              Stop
            </Button>
          </div>
        ) : (
          <PaneFigures store={store} first={at === 0 ? null : first} />
        )}
      </div>
    </section>
  );
}

"use client";
import { type ReactNode, useRef, useState } from "react";
import { type SessionStore, useSession } from "#features/live/index.ts";
import type { ApiError } from "#lib/api-error.ts";
import { useShortcut } from "#ui/use-shortcut.ts";
import { Composer } from "./composer.tsx";
import { conversationStyle, footStyle } from "./conversation-layout.ts";
import { lastRun } from "./last-run.ts";
import { type Outgoing, planOutgoing } from "./plan-outgoing.ts";
import { QueueList } from "./queue-list.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { activeRun, steerableRun } from "./run-activity.ts";
import { SessionMeters } from "./session-meters.tsx";
import { StatusLine } from "./status-line.tsx";
import { Transcript } from "./transcript.tsx";
import { useFollowEnd } from "./use-follow-end.ts";
import { useRunActions } from "./use-run-actions.ts";

type ConversationProps = {
  readonly store: SessionStore;
  /** What this session's messages on their way are. */
  readonly outgoing: readonly Outgoing[];
  readonly refusal: ApiError | null;
  readonly onDismissRefusal: () => void;
  /** `steers`: the run at work that it is meant for; null waits for its end. */
  readonly onSend: (text: string, steers: string | null) => void;
  /** Puts words that were not taken back into the box. */
  readonly onGiveBack: (text: string) => void;
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  /** Why nothing can be sent now. */
  readonly blocked?: string | undefined;
  /** What to know before the next message is sent. */
  readonly note?: ReactNode;
  /** Shows another session: a branch of this one. */
  readonly onOpenSession?: (sessionId: string) => void;
  /** Shown while nothing was said. */
  readonly empty: ReactNode;
  /** The conversation's last words, where they were there before the conversation. */
  readonly lastWords?: ReactNode;
};

/** One session: what was said, what is going on, and the box to say more. */
export function Conversation(props: ConversationProps) {
  const { store, outgoing, refusal, onDismissRefusal, onSend, onGiveBack } = props;
  const { text, onTextChange, blocked, empty } = props;
  const runs = useSession(store, (view) => view.runs);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const follow = useFollowEnd();
  const [stoppingRunId, setStoppingRunId] = useState<string | null>(null);

  const plan = planOutgoing({ runs, transcript: store.view().transcript }, outgoing);
  const working = activeRun({ ...store.view(), runs });
  const isWorking = working !== undefined || plan.next !== null;
  const steerable = steerableRun({ ...store.view(), runs });
  const actions = useRunActions({ store, steerable, onGiveBack });
  const retryable = working ? undefined : lastRun(runs.values());

  function send(message: string, steers: string | null = null) {
    onSend(message, steers);
    follow.jumpToEnd();
    inputRef.current?.focus();
  }
  async function stop() {
    if (!working) return;
    setStoppingRunId(working.id);
    if (!(await actions.cancel(working.id))) setStoppingRunId(null);
  }
  useShortcut({
    keys: "escape escape",
    label: "Stop the run",
    group: "Playground",
    run: () => void stop(),
    enabled: working !== undefined,
  });

  return (
    <section aria-label="Conversation" className={conversationStyle}>
      <Transcript
        store={store}
        next={plan.next}
        follow={follow}
        onRetry={
          blocked || !retryable ? undefined : (checkpointId) => void actions.retry(retryable.id, checkpointId)
        }
        onOpenSession={props.onOpenSession}
        empty={empty}
        lastWords={props.lastWords}
      />
      <div className={footStyle}>
        <div className="flex h-6 items-center gap-3 px-1 text-12 text-muted">
          <div role="status" className="flex min-w-0 items-center gap-1.5">
            <StatusLine store={store} stoppingRunId={stoppingRunId} />
          </div>
          <SessionMeters store={store} />
        </div>
        <QueueList messages={plan.queued} actions={actions.queue} />
        {refusal ? (
          <div className="pb-2">
            <RefusalNote error={refusal} onDismiss={onDismissRefusal} />
          </div>
        ) : null}
        {props.note}
        <Composer
          text={text}
          onTextChange={onTextChange}
          onSend={() => send(text.trim())}
          onSteer={steerable && (() => send(text.trim(), steerable.id))}
          working={isWorking}
          stopping={working !== undefined && working.id === stoppingRunId}
          onStop={() => void stop()}
          blocked={blocked}
          inputRef={inputRef}
        />
      </div>
    </section>
  );
}

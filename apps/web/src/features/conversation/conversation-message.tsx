"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { RotateCcw } from "lucide-react";
import { memo } from "react";
import { FeedbackButtons } from "#features/feedback/index.ts";
import { type SessionStore, useMessage, useSessionRun } from "#features/live/index.ts";
import { SaveMessageAsCase } from "#features/test-cases/index.ts";
import { CopyButton } from "#ui/copy-button.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { AnswerFigures } from "./answer-figures.tsx";
import { AnswerParts } from "./answer-parts.tsx";
import { AnswerWarnings } from "./answer-warnings.tsx";
import { BranchButton } from "./branch-button.tsx";
import { messageStyle } from "./conversation-layout.ts";
import { EarlierAnswer } from "./earlier-answer.tsx";
import { messageText } from "./message-text.ts";
import { PromptMessages } from "./prompt-messages.tsx";
import { TryAgain } from "./try-again.tsx";
import { UserMessage } from "./user-message.tsx";

type ConversationMessageProps = {
  readonly store: SessionStore;
  readonly id: string;
  /** The last one of its run: how the run ended stands under it. */
  readonly endsRun: boolean;
  /** Answers it anew: only the last one of the conversation can be, and only while nothing is going on. */
  readonly onRetry?: ((checkpointId?: string) => void) | undefined;
  /** Shows another session; left out where only this one is shown. */
  readonly onOpenSession?: ((sessionId: string) => void) | undefined;
};

/** One message. It renders again only when it changes itself, or its run does. */
export const ConversationMessage = memo(function ConversationMessage({
  store,
  id,
  endsRun,
  onRetry: retry,
  onOpenSession,
}: ConversationMessageProps) {
  const message = useMessage(store, id);
  const run = useSessionRun(store, message?.runId ?? null);
  if (!message) return null;
  const foot =
    endsRun && run ? (
      <RunFoot
        store={store}
        run={run}
        answer={run.finishedAt && message.role === "assistant" ? messageText(message) : ""}
        onRetry={retry}
        onOpenSession={onOpenSession}
      />
    ) : null;
  if (message.superseded) return <EarlierAnswer store={store} message={message} run={run} />;
  if (message.role === "system") return <PromptMessages messages={[message]} />;
  if (message.role === "user") {
    return (
      <div className={messageStyle}>
        <UserMessage
          text={messageText(message)}
          action={
            onOpenSession && run ? (
              <SaveMessageAsCase appId={run.app.id} store={store} text={messageText(message)} />
            ) : null
          }
        />
        {run?.finishedAt ? foot : null}
      </div>
    );
  }
  return (
    <div className={messageStyle}>
      <AnswerParts
        store={store}
        message={message}
        run={run}
        errorAction={retry ? <TryAgain run={run} onRetry={retry} /> : null}
      />
      {foot}
    </div>
  );
});

type RunFootProps = {
  readonly store: SessionStore;
  readonly run: Run;
  /** Empty while it is written, so that nothing is drawn again under words that come. */
  readonly answer: string;
  readonly onRetry: ((checkpointId?: string) => void) | undefined;
  readonly onOpenSession: ((sessionId: string) => void) | undefined;
};

/** How the run ended and what it took; while it works, the place where that will stand. */
const RunFoot = memo(function RunFoot({ store, run, answer, onRetry, onOpenSession }: RunFootProps) {
  return (
    <>
      {run.status === "cancelled" ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-13 text-muted">Stopped</p>
          {onRetry && run.app.type === "agent" ? <TryAgain run={run} onRetry={onRetry} /> : null}
        </div>
      ) : null}
      <AnswerWarnings store={store} runId={run.id} />
      <AnswerFigures run={run}>
        {run.finishedAt ? (
          <span className="-ml-1 flex items-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
            {answer ? <CopyButton text={answer} label="Copy answer" /> : null}
            {onRetry ? (
              <IconButton label="Ask again" icon={<RotateCcw />} size="sm" onClick={() => onRetry()} />
            ) : null}
            {onOpenSession && run.app.type === "agent" ? (
              <BranchButton run={run} onOpenSession={onOpenSession} />
            ) : null}
          </span>
        ) : null}
        {run.finishedAt && answer ? <FeedbackButtons run={run} /> : null}
      </AnswerFigures>
    </>
  );
});

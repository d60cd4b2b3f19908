"use client";
import type { Message } from "@slipway/schemas/messages/message";
import { isSaid } from "@slipway/schemas/messages/said";
import type { Run } from "@slipway/schemas/runs/run";
import {
  AnswerFigures,
  AnswerParts,
  AnswerWarnings,
  messageText,
  PromptMessages,
} from "#features/conversation/index.ts";
import { type SessionStore, useMessageIds, useSession } from "#features/live/index.ts";
import { CodeBlock } from "#ui/code-block.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";

type CompletionResultProps = {
  readonly store: SessionStore;
  /** The session's run; undefined while it is not known. */
  readonly run: Run | undefined;
  /** False: nothing was run yet. */
  readonly isShown: boolean;
};

/** What came of a run: its answer as text or as JSON, what it took, and what the model was sent. */
export function CompletionResult({ store, run, isShown }: CompletionResultProps) {
  useMessageIds(store);
  const messages = useSession(store, (view) => view.transcript.messages);
  const phase = useSession(store, (view) => view.phase);
  const error = useSession(store, (view) => view.error);
  if (!isShown) return null;
  if (phase === "failed" && error) {
    return (
      <ErrorState title="This result could not be read" description={error.message} onRetry={store.reload} />
    );
  }
  if (phase === "loading" && messages.length === 0) return <Skeleton className="h-24 w-full" />;
  const own = messages.filter((message) => !message.superseded);
  const answerAt = own.findLastIndex((message) => message.role === "assistant" && !isSaid(message));
  const answer = own[answerAt];
  const prompt = own.filter((_, at) => at !== answerAt);
  return (
    <section aria-label="Result" className="flex flex-col gap-3">
      <h2 className="font-medium">Result</h2>
      {answer ? <Answer store={store} run={run} message={answer} /> : null}
      {run?.status === "cancelled" ? <p className="text-muted">Stopped</p> : null}
      {run ? <AnswerWarnings store={store} runId={run.id} /> : null}
      {run ? (
        <AnswerFigures run={run}>
          {answer && run.finishedAt ? <CopyButton text={copied(run, answer)} label="Copy answer" /> : null}
        </AnswerFigures>
      ) : null}
      {prompt.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-13 text-muted select-none hover:text-text">
            Prompt as it was sent
          </summary>
          <div className="pt-2">
            <PromptMessages messages={prompt} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Answer({ store, run, message }: { store: SessionStore; run: Run | undefined; message: Message }) {
  const data = run?.output?.data;
  if (data !== undefined) return <CodeBlock label="JSON" code={JSON.stringify(data, null, 2)} />;
  return <AnswerParts store={store} message={message} run={run} />;
}

function copied(run: Run, message: Message): string {
  return run.output?.data === undefined ? messageText(message) : JSON.stringify(run.output.data, null, 2);
}

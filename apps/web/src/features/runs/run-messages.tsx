"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { Message } from "@slipway/schemas/messages/message";
import { isSaid } from "@slipway/schemas/messages/said";
import type { Run } from "@slipway/schemas/runs/run";
import { AnswerParts, messageText, PromptMessages, UserMessage } from "#features/conversation/index.ts";
import { blankSessionStore } from "#features/live/index.ts";
import { CodeBlock } from "#ui/code-block.tsx";
import { RunValues } from "./run-values.tsx";
import { firstWords } from "./run-words.ts";

/** What was said in this run: the same fold over its events as the conversation shows. */
export function RunMessages({ run, events }: { run: Run; events: readonly SlipwayEvent[] }) {
  const { messages } = foldEvents(events);
  return (
    <div className="mx-auto flex max-w-190 flex-col gap-6 px-4 py-6">
      <RunValues values={run.input.variables} />
      <ol aria-label="Messages" className="flex flex-col gap-6">
        {messages.length === 0 ? (
          <li>
            <UserMessage text={run.input.message ?? firstWords(run)} pending note="Waits for its turn" />
          </li>
        ) : null}
        {messages.map((message) => (
          <li key={message.id}>
            <RunMessage run={run} message={message} />
          </li>
        ))}
      </ol>
      {run.output?.data === undefined ? null : (
        <CodeBlock label="Output as JSON" code={JSON.stringify(run.output.data, null, 2)} />
      )}
    </div>
  );
}

function RunMessage({ run, message }: { run: Run; message: Message }) {
  if (run.app.type === "completion" && isSaid(message)) return <PromptMessages messages={[message]} />;
  if (message.role === "user") return <UserMessage text={messageText(message)} />;
  return <AnswerParts store={blankSessionStore} message={message} run={run} />;
}

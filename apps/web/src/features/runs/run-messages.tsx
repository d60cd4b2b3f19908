"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { Run } from "@slipway/schemas/runs/run";
import { AnswerParts, messageText, UserMessage } from "#features/conversation/index.ts";
import { blankSessionStore } from "#features/live/index.ts";
import { firstWords } from "./run-words.ts";

/** What was said in this run: the same fold over its events as the conversation shows. */
export function RunMessages({ run, events }: { run: Run; events: readonly SlipwayEvent[] }) {
  const { messages } = foldEvents(events);
  return (
    <ol aria-label="Messages" className="mx-auto flex max-w-190 flex-col gap-6 px-4 py-6">
      {messages.length === 0 ? (
        <li>
          <UserMessage text={run.input.message ?? firstWords(run)} pending note="Waits for its turn" />
        </li>
      ) : null}
      {messages.map((message) => (
        <li key={message.id}>
          {message.role === "user" ? (
            <UserMessage text={messageText(message)} />
          ) : (
            <AnswerParts store={blankSessionStore} message={message} run={run} />
          )}
        </li>
      ))}
    </ol>
  );
}

"use client";
import type { Message, MessagePart } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import type { ReactNode } from "react";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { ErrorMark } from "./error-mark.tsx";
import { Markdown } from "./markdown.tsx";
import { ReasoningBlock } from "./reasoning-block.tsx";

type AnswerPartsProps = {
  readonly store: SessionStore;
  readonly message: Message;
  readonly run: Run | undefined;
  /** What can be done about a failure. */
  readonly errorAction?: ReactNode;
};

/** What a model answered, part by part in its order. */
export function AnswerParts({ store, message, run, errorAction }: AnswerPartsProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <span className="sr-only">Answer:</span>
      {message.parts.map((part) => (
        <Part key={part.id} store={store} part={part} run={run} errorAction={errorAction} />
      ))}
    </div>
  );
}

type PartProps = Omit<AnswerPartsProps, "message"> & { readonly part: MessagePart };

function Part({ store, part, run, errorAction }: PartProps) {
  switch (part.type) {
    case "text":
      return <Markdown text={part.text} open={part.state === "open"} />;
    case "reasoning":
      return <Reasoning store={store} part={part} />;
    case "error":
      return <ErrorMark error={run?.error ?? part} action={errorAction} />;
    default:
      // Tools and files come with agents, which this release does not make.
      return null;
  }
}

function Reasoning({
  store,
  part,
}: {
  store: SessionStore;
  part: Extract<MessagePart, { type: "reasoning" }>;
}) {
  const timing = useSession(store, (view) => view.thinking.get(part.id));
  return <ReasoningBlock text={part.text} open={part.state === "open"} timing={timing} />;
}

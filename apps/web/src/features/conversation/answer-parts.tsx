"use client";
import type { Message, ToolPart } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import type { ReactNode } from "react";
import { ApprovalGroupHead } from "#features/approvals/index.ts";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { groupKey, groupParts, type PartGroup, StepsFold, ToolBatch } from "#features/tools/index.ts";
import { partsStyle } from "./conversation-layout.ts";
import { ErrorMark } from "./error-mark.tsx";
import { FileMark } from "./file-mark.tsx";
import { Markdown } from "./markdown/markdown.tsx";
import { ReasoningBlock } from "./reasoning-block.tsx";
import { approvalOf, ToolCall } from "./tool-call.tsx";

type AnswerPartsProps = {
  readonly store: SessionStore;
  readonly message: Message;
  readonly run: Run | undefined;
  /** What can be done about a failure. */
  readonly errorAction?: ReactNode;
};

/** What a model answered, part by part in its order; its finished work before words as one line. */
export function AnswerParts({ message, ...context }: AnswerPartsProps) {
  return (
    <div className={partsStyle}>
      <span className="sr-only">Answer:</span>
      {groupParts(message.parts).map((group) => (
        <Group key={groupKey(group)} group={group} {...context} />
      ))}
    </div>
  );
}

type Context = Omit<AnswerPartsProps, "message">;

function Group({ group, ...context }: Context & { readonly group: PartGroup }) {
  switch (group.kind) {
    case "part":
      return <Part part={group.part} {...context} />;
    case "batch":
      return <Batch calls={group.calls} run={context.run} />;
    case "steps":
      return (
        <StepsFold summary={group.summary}>
          {group.groups.map((inner) => (
            <Group key={groupKey(inner)} group={inner} {...context} />
          ))}
        </StepsFold>
      );
  }
}

function Batch({ calls, run }: { calls: readonly ToolPart[]; run: Run | undefined }) {
  const asked = calls.flatMap((call) => approvalOf(call, run) ?? []);
  return (
    <div data-work className="flex flex-col gap-1">
      {asked.length > 1 ? <ApprovalGroupHead approvals={asked} /> : null}
      <ToolBatch calls={calls}>{(call) => <ToolCall call={call} run={run} />}</ToolBatch>
    </div>
  );
}

type PartProps = Context & { readonly part: Extract<PartGroup, { kind: "part" }>["part"] };

function Part({ store, part, run, errorAction }: PartProps) {
  switch (part.type) {
    case "text":
      return <Markdown text={part.text} open={part.state === "open"} />;
    case "reasoning":
      return <Reasoning store={store} part={part} />;
    case "error":
      return <ErrorMark error={run?.error ?? part} action={errorAction} />;
    case "file":
      return <FileMark path={part.path} />;
  }
}

function Reasoning({
  store,
  part,
}: {
  store: SessionStore;
  part: Extract<PartProps["part"], { type: "reasoning" }>;
}) {
  const timing = useSession(store, (view) => view.thinking.get(part.id));
  return (
    <div data-work>
      <ReasoningBlock text={part.text} open={part.state === "open"} timing={timing} />
    </div>
  );
}

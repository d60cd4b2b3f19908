import type { Message, ToolPart } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import {
  groupKey,
  groupParts,
  mainArgument,
  type PartGroup,
  StepsWords,
  ToolGlyph,
} from "#features/tools/index.ts";
import { classNames } from "#ui/class-names.ts";
import { AnswerFigures } from "../answer-figures.tsx";
import { messageStyle, partsStyle } from "../conversation-layout.ts";
import { ErrorMark } from "../error-mark.tsx";
import { FileMark } from "../file-mark.tsx";
import { messageText } from "../message-text.ts";
import { PromptMessages } from "../prompt-messages.tsx";
import { UserMessage } from "../user-message.tsx";
import { StillMarkdown } from "./still-markdown.tsx";

type StillMessageProps = {
  readonly message: Message;
  readonly run: Run | undefined;
  /** The last one of its run: what the run took stands under it. */
  readonly endsRun: boolean;
};

/** A message with the words and the places of `ConversationMessage`, and nothing to press: it needs no script. */
export function StillMessage({ message, run, endsRun }: StillMessageProps) {
  if (message.superseded) {
    return <Line>{message.role === "assistant" ? "Earlier answer" : "Earlier message"}</Line>;
  }
  if (message.role === "system") return <PromptMessages messages={[message]} />;
  const isAnswer = message.role === "assistant";
  const foot = endsRun && run && (isAnswer || run.finishedAt) ? <StillFigures run={run} /> : null;
  return (
    <div className={messageStyle}>
      {isAnswer ? (
        <div className={partsStyle}>
          <span className="sr-only">Answer:</span>
          {groupParts(message.parts).map((group) => (
            <StillGroup key={groupKey(group)} group={group} run={run} />
          ))}
        </div>
      ) : (
        <UserMessage text={messageText(message)} />
      )}
      {foot}
    </div>
  );
}

function StillGroup({ group, run }: { readonly group: PartGroup; readonly run: Run | undefined }) {
  switch (group.kind) {
    case "steps":
      return (
        <Line>
          <StepsWords summary={group.summary} />
        </Line>
      );
    case "batch":
      return (
        <div data-work className={classNames("flex flex-col", group.calls.length > 1 && "pl-2.5")}>
          {group.calls.map((call) => (
            <StillCall key={call.id} call={call} />
          ))}
        </div>
      );
    case "part":
      return <StillPart part={group.part} run={run} />;
  }
}

type StillPartProps = {
  readonly part: Extract<PartGroup, { kind: "part" }>["part"];
  readonly run: Run | undefined;
};

function StillPart({ part, run }: StillPartProps) {
  switch (part.type) {
    case "text":
      return <StillMarkdown text={part.text} open={part.state === "open"} />;
    case "reasoning":
      return (
        <div data-work>
          <Line>Thought</Line>
        </div>
      );
    case "error":
      return <ErrorMark error={run?.error ?? part} />;
    case "file":
      return <FileMark path={part.path} />;
  }
}

function StillCall({ call: { name, input } }: { readonly call: ToolPart }) {
  const named = typeof input === "object" && input !== null ? { ...input } : {};
  return (
    <Line>
      <ToolGlyph name={name} />
      <span className="shrink-0 font-medium text-text">{name}</span>
      <code className="min-w-0 flex-1 truncate text-12">{mainArgument(name, named)}</code>
    </Line>
  );
}

/** Folded work: its row, which will open. */
function Line({ children }: { readonly children: ReactNode }) {
  return (
    <p className="-ml-1 flex h-7 min-w-0 items-center gap-1.5 px-1 text-13 text-muted pointer-coarse:h-11">
      <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      {children}
    </p>
  );
}

/** With room for the buttons that a pointer finds there: on a narrow screen they take a line of their own. */
function StillFigures({ run }: { readonly run: Run }) {
  return (
    <AnswerFigures run={run}>
      <span aria-hidden="true" className="h-6 w-24 pointer-coarse:h-10 pointer-coarse:w-40" />
    </AnswerFigures>
  );
}

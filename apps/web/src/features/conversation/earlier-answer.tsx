"use client";
import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { SessionStore } from "#features/live/index.ts";
import { classNames } from "#ui/class-names.ts";
import { AnswerFigures } from "./answer-figures.tsx";
import { AnswerParts } from "./answer-parts.tsx";
import { AnswerWarnings } from "./answer-warnings.tsx";
import { messageText } from "./message-text.ts";
import { UserMessage } from "./user-message.tsx";

type EarlierAnswerProps = {
  readonly store: SessionStore;
  readonly message: Message;
  readonly run: Run | undefined;
};

/** What another answer took the place of, folded to one line. The model does not see it any more. */
export function EarlierAnswer({ store, message, run }: EarlierAnswerProps) {
  const [isShown, setIsShown] = useState(false);
  const isAnswer = message.role === "assistant";
  return (
    <div className="text-13 text-muted">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        className="-ml-1 flex h-7 items-center gap-1 rounded-sm px-1 hover:text-text pointer-coarse:h-10"
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames("size-3.5 transition-transform", isShown && "rotate-90")}
        />
        {isAnswer ? "Earlier answer" : "Earlier message"}
      </button>
      {isShown ? (
        <div className="mt-1 ml-1.5 flex flex-col gap-2 border-l border-line pl-3">
          {isAnswer ? (
            <AnswerParts store={store} message={message} run={run} />
          ) : (
            <UserMessage text={messageText(message)} />
          )}
          {run && isAnswer ? (
            <>
              <AnswerWarnings store={store} runId={run.id} />
              <AnswerFigures run={run} />
            </>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

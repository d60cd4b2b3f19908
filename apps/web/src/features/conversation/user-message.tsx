import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";

type UserMessageProps = {
  readonly text: string;
  /** Stored nowhere yet: it is on its way. */
  readonly pending?: boolean;
  readonly note?: ReactNode;
  /** What can be done with it: seen where the pointer or the focus is. */
  readonly action?: ReactNode;
};

/** What a person said, as a quiet block with their line breaks. */
export function UserMessage({ text, pending = false, note, action }: UserMessageProps) {
  return (
    <div className="flex flex-col items-end gap-1">
      <div className="flex w-full items-center justify-end gap-1">
        {action ? (
          <span className="shrink-0 opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
            {action}
          </span>
        ) : null}
        <div
          className={classNames(
            "min-w-0 max-w-[min(560px,88%)] rounded-md bg-sunken px-3 py-2 text-14 whitespace-pre-wrap wrap-anywhere",
            pending && "text-muted",
          )}
        >
          <span className="sr-only">You said: </span>
          {text}
        </div>
      </div>
      {note ? <div className="text-12 text-muted">{note}</div> : null}
    </div>
  );
}

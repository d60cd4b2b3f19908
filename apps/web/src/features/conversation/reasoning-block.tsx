"use client";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { formatDuration } from "#ui/format-duration.ts";

type ReasoningBlockProps = {
  readonly text: string;
  readonly open: boolean;
  /** Known where it was seen live. */
  readonly timing: { readonly startedAt: string; readonly endedAt: string | null } | undefined;
};

/** What the model thought, folded to one line. */
export function ReasoningBlock({ text, open, timing }: ReasoningBlockProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="text-13">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        className="-ml-1 flex h-7 items-center gap-1 rounded-sm px-1 text-muted hover:text-text pointer-coarse:h-10"
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames("size-3.5 transition-transform", isShown && "rotate-90")}
        />
        <Caption open={open} timing={timing} />
      </button>
      {isShown ? (
        <p className="mt-1 ml-1.5 border-l border-line pl-3 whitespace-pre-wrap text-muted wrap-anywhere">
          {text}
        </p>
      ) : null}
    </div>
  );
}

function Caption({ open, timing }: Pick<ReasoningBlockProps, "open" | "timing">) {
  if (open)
    return (
      <span>
        Thinking
        {timing ? (
          <>
            {" "}
            · <ElapsedTime since={timing.startedAt} />
          </>
        ) : (
          "…"
        )}
      </span>
    );
  if (!timing?.endedAt) return <span>Thought</span>;
  const spent = Date.parse(timing.endedAt) - Date.parse(timing.startedAt);
  return <span>Thought for {formatDuration(spent)}</span>;
}

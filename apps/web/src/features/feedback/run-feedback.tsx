"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { RelativeTime } from "#ui/relative-time.tsx";
import { FeedbackButtons } from "./feedback-buttons.tsx";
import { useFeedback } from "./use-feedback.ts";

type RunFeedbackProps = {
  readonly run: Run;
  /** Whoever looks may say what they think. */
  readonly canGive: boolean;
};

/** What everybody thinks of a run, and the place to say so. */
export function RunFeedback({ run, canGive }: RunFeedbackProps) {
  const all = useFeedback(run);
  if (!canGive && all.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <span className="text-12 text-muted">Feedback</span>
        {canGive ? <FeedbackButtons run={run} isAlwaysShown /> : null}
      </div>
      {all.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {all.map(({ author, authorName, rating, note, at }) => (
            <li key={author} className="flex flex-wrap items-baseline gap-x-2">
              {rating === "up" ? (
                <ThumbsUp aria-label="Good" className="size-3.5 self-center text-success-text" />
              ) : (
                <ThumbsDown aria-label="Bad" className="size-3.5 self-center text-danger-text" />
              )}
              <span className="font-medium">{authorName ?? "Somebody who is gone"}</span>
              <RelativeTime at={at} className="text-12 text-faint" />
              {note ? (
                <span className="basis-full pl-5.5 text-pretty whitespace-pre-wrap">{note}</span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

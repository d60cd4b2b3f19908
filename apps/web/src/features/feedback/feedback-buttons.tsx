"use client";
import type { FeedbackRating } from "@slipway/schemas/runs/feedback";
import type { Run } from "@slipway/schemas/runs/run";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { classNames } from "#ui/class-names.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { NoteButton } from "./note-button.tsx";
import { useFeedback, useGiveFeedback } from "./use-feedback.ts";

const ratings = [
  { rating: "up", label: "Good answer", icon: ThumbsUp },
  { rating: "down", label: "Bad answer", icon: ThumbsDown },
] as const;

type FeedbackButtonsProps = {
  readonly run: Run;
  /** Shown also where nobody points and nothing was said yet. */
  readonly isAlwaysShown?: boolean;
};

/** Thumbs: one press says it, the same one again takes it back. Then there is room for why. */
export function FeedbackButtons({ run, isAlwaysShown = false }: FeedbackButtonsProps) {
  const own = useFeedback(run).find(({ isOwn }) => isOwn);
  const give = useGiveFeedback(run);
  const press = (rating: FeedbackRating) => {
    if (give.isPending) return;
    if (own?.rating === rating) give.mutate(null);
    else give.mutate({ rating, ...(own?.note ? { note: own.note } : {}) });
  };
  return (
    <span
      className={classNames(
        "-ml-1 flex items-center transition-opacity",
        !(own || isAlwaysShown) &&
          "opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100",
      )}
    >
      {ratings.map(({ rating, label, icon: Icon }) => (
        <IconButton
          key={rating}
          label={label}
          icon={<Icon className={own?.rating === rating ? "fill-current text-accent-text" : ""} />}
          size="sm"
          aria-pressed={own?.rating === rating}
          aria-busy={give.isPending || undefined}
          onClick={() => press(rating)}
        />
      ))}
      {own ? (
        <NoteButton
          note={own.note}
          isSaving={give.isPending}
          onSave={(note) => give.mutateAsync({ rating: own.rating, ...(note ? { note } : {}) })}
        />
      ) : null}
    </span>
  );
}

"use client";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { IconButton } from "#ui/icon-button.tsx";
import type { Moves } from "./use-ordered-list.ts";

type MoveButtonsProps = Moves & {
  /** What they move: "rule 2". */
  readonly name: string;
  /** Left out where it has to stay. */
  readonly onRemove: (() => void) | undefined;
};

/** Moves an item of an ordered list, or takes it out. */
export function MoveButtons({ name, onMoveUp, onMoveDown, onRemove }: MoveButtonsProps) {
  return (
    <>
      <IconButton
        label={`Move ${name} up`}
        icon={<ArrowUp />}
        size="sm"
        data-move="up"
        disabled={!onMoveUp}
        onClick={onMoveUp}
      />
      <IconButton
        label={`Move ${name} down`}
        icon={<ArrowDown />}
        size="sm"
        data-move="down"
        disabled={!onMoveDown}
        onClick={onMoveDown}
      />
      <IconButton
        label={`Remove ${name}`}
        icon={<X />}
        size="sm"
        data-remove
        disabled={!onRemove}
        onClick={onRemove}
      />
    </>
  );
}

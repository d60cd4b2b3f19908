"use client";
import { Check, Copy, X } from "lucide-react";
import { memo, useState } from "react";
import { IconButton } from "./icon-button.tsx";
import { type CopyState, useCopy } from "./use-copy.ts";

type CopyButtonProps = {
  /** A function, the same each time, where the text still grows: then the button has nothing to do with that. */
  readonly text: string | (() => string);
  /** What is copied: "Copy code". */
  readonly label?: string;
  readonly size?: "sm" | "md";
  readonly className?: string;
};

const icons = { idle: <Copy />, copied: <Check />, failed: <X /> };

export const CopyButton = memo(function CopyButton({
  text,
  label = "Copy",
  size = "sm",
  className = "",
}: CopyButtonProps) {
  const { state, copy } = useCopy();
  // What says how it went is there before it has to: a conversation has many of these, and each such element costs a
  // layer of its own whenever anything around it is drawn.
  const [isReached, setIsReached] = useState(false);
  const reach = () => setIsReached(true);
  return (
    <>
      <IconButton
        label={wording(state, label)}
        icon={icons[state]}
        size={size}
        className={className}
        onPointerEnter={reach}
        onFocus={reach}
        onClick={() => void copy(typeof text === "string" ? text : text())}
      />
      {isReached ? (
        <span role="status" className="sr-only">
          {state === "idle" ? "" : wording(state, label)}
        </span>
      ) : null}
    </>
  );
});

function wording(state: CopyState, label: string): string {
  if (state === "copied") return "Copied";
  return state === "failed" ? "Copying was refused by the browser" : label;
}

"use client";
import { Check, Copy, X } from "lucide-react";
import { IconButton } from "./icon-button.tsx";
import { type CopyState, useCopy } from "./use-copy.ts";

type CopyButtonProps = {
  readonly text: string;
  /** What is copied: "Copy code". */
  readonly label?: string;
  readonly size?: "sm" | "md";
  readonly className?: string;
};

const icons = { idle: <Copy />, copied: <Check />, failed: <X /> };

export function CopyButton({ text, label = "Copy", size = "sm", className = "" }: CopyButtonProps) {
  const { state, copy } = useCopy();
  return (
    <>
      <IconButton
        label={wording(state, label)}
        icon={icons[state]}
        size={size}
        className={className}
        onClick={() => void copy(text)}
      />
      <span role="status" className="sr-only">
        {state === "idle" ? "" : wording(state, label)}
      </span>
    </>
  );
}

function wording(state: CopyState, label: string): string {
  if (state === "copied") return "Copied";
  return state === "failed" ? "Copying was refused by the browser" : label;
}

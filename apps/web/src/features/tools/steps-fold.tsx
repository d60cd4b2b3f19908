"use client";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import type { StepsSummary } from "./group-parts.ts";
import { StepsWords } from "./steps-words.tsx";

/** Work that is over, in one line: "5 steps · 12 s". It opens to every call of it. */
export function StepsFold({ summary, children }: { summary: StepsSummary; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="text-13">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="-ml-1 flex h-7 items-center gap-1.5 rounded-sm px-1 text-muted hover:text-text pointer-coarse:h-11"
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames("size-3.5 transition-transform", isOpen && "rotate-90")}
        />
        <StepsWords summary={summary} />
      </button>
      {isOpen ? (
        <div className="ml-1.5 flex flex-col gap-0.5 border-l border-line pl-2.5">{children}</div>
      ) : null}
    </div>
  );
}

import { ArrowDown } from "lucide-react";

/** Floats over the end of the conversation while the reader is further up. */
export function JumpToLatest({ onJump }: { onJump: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
      <button
        type="button"
        onClick={onJump}
        className="pointer-events-auto flex h-7 items-center gap-1.5 rounded-full bg-raised px-3 text-12 font-medium text-muted shadow-float hover:text-text pointer-coarse:h-10"
      >
        <ArrowDown aria-hidden="true" className="size-3.5" />
        Jump to latest
      </button>
    </div>
  );
}

import { classNames } from "./class-names.ts";

/**
 * Stands where something will be, with its size, but shows only after 150 ms. Decoration for readers who see: the region
 * around it says `aria-busy`.
 */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classNames("block animate-late", className)}>
      <span className="block size-full min-h-3 animate-breathe rounded-sm bg-selected" />
    </span>
  );
}

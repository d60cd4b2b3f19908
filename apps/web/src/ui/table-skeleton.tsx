import { classNames } from "./class-names.ts";
import { Skeleton } from "./skeleton.tsx";

type TableSkeletonProps = { readonly rows: number; readonly comfortable?: boolean };

/** A table that is still loading: its header line and rows of the same height. */
export function TableSkeleton({ rows, comfortable = false }: TableSkeletonProps) {
  return (
    <div>
      <div className="h-8 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines that are all alike.
          key={row}
          className={classNames(
            "flex items-center gap-6 border-b border-line px-4",
            comfortable ? "h-10" : "h-8",
            "pointer-coarse:h-11",
          )}
        >
          <Skeleton className="h-3 w-2/5" />
          <Skeleton className="h-3 w-1/5 max-md:hidden" />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}

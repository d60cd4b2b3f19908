import { Skeleton } from "#ui/skeleton.tsx";

const rows = ["w-3/5", "w-2/5", "w-1/2", "w-3/5", "w-1/3", "w-1/2"];

/** The shape of the history while its first page is read. */
export function RunTableSkeleton() {
  return (
    <div className="px-4 pt-8">
      {rows.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a skeleton never change order.
        <div key={row} className="flex h-9 items-center border-b border-line">
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  );
}

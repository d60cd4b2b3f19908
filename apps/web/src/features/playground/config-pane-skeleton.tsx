import { Skeleton } from "#ui/skeleton.tsx";

/** The shape of a configuration whose form is on its way. */
export function ConfigPaneSkeleton() {
  return (
    <div aria-busy="true" className="flex h-full min-h-0 flex-col">
      <div className="h-11 shrink-0 border-b border-line" />
      <div className="flex flex-col gap-3 p-3">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-40 w-full" />
      </div>
    </div>
  );
}

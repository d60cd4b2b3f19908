import { Skeleton } from "#ui/skeleton.tsx";

/** The shape of the playground while its app is read. */
export function PlaygroundSkeleton() {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex w-2/5 flex-col gap-3 border-r border-line p-4 max-md:hidden">
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
        <div className="flex flex-1 flex-col justify-end p-4">
          <Skeleton className="mx-auto h-20 w-full max-w-182" />
        </div>
      </div>
    </div>
  );
}

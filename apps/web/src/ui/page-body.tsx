import type { ReactNode } from "react";

type PageBodyProps = {
  /** `full` for tables and workbenches, edge to edge; `reading` for text and forms. */
  readonly width?: "full" | "reading";
  readonly busy?: boolean;
  readonly children: ReactNode;
};

/** What scrolls under the page's header. */
export function PageBody({ width = "full", busy = false, children }: PageBodyProps) {
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto" aria-busy={busy || undefined}>
      {width === "reading" ? (
        <div className="mx-auto flex max-w-300 flex-col gap-6 px-4 py-6">{children}</div>
      ) : (
        children
      )}
    </div>
  );
}

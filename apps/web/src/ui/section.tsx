import { type ReactNode, useId } from "react";

type SectionProps = {
  readonly title: string;
  readonly description?: ReactNode;
  /** Stands at the right end of the title's line. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** One part of a page, under a heading of its own. */
export function Section({ title, description, action, children }: SectionProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={headingId} className="text-14 font-semibold">
            {title}
          </h2>
          {description ? <p className="text-muted text-pretty">{description}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

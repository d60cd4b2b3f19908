import type { ReactNode } from "react";

type EmptyStateProps = {
  /** What this place is, or why it is empty. */
  readonly title: string;
  readonly description?: ReactNode;
  readonly icon?: ReactNode;
  /** The one thing to do next. */
  readonly action?: ReactNode;
  readonly headingLevel?: 1 | 2 | 3;
};

export function EmptyState({ title, description, icon, action, headingLevel = 2 }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="mx-auto flex max-w-100 flex-col items-center gap-1 px-6 py-12 text-center">
      {icon ? <div className="mb-3 text-faint [&_svg]:size-6">{icon}</div> : null}
      <Heading className="text-14 font-semibold text-balance">{title}</Heading>
      {description ? <p className="text-13 text-muted text-pretty">{description}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}

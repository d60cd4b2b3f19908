import { Ellipsis } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { Menu } from "./menu.tsx";
import { QuietLink } from "./quiet-link.tsx";

type PageHeaderProps = {
  /** Where this page hangs, from the outside in. */
  readonly trail?: readonly { readonly label: string; readonly href: Route }[];
  readonly title: string;
  /** Stands right of the title: a status, a revision. */
  readonly beside?: ReactNode;
  /** The one thing people come here to do. */
  readonly action?: ReactNode;
  /** The other things, as entries of a menu. */
  readonly menu?: ReactNode;
};

/** The top line of a page: where am I, what is the one thing to do here. */
export function PageHeader({ trail = [], title, beside, action, menu }: PageHeaderProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-bg px-4">
      <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1.5 text-14">
          {trail.map((step) => (
            <li key={step.href} className="flex shrink-0 items-center gap-1.5 max-sm:not-last-of-type:hidden">
              <QuietLink href={step.href} className="rounded-sm text-muted hover:text-text">
                {step.label}
              </QuietLink>
              <span aria-hidden="true" className="text-faint">
                /
              </span>
            </li>
          ))}
          <li className="flex min-w-0 items-center gap-2">
            <h1 className="truncate font-semibold" aria-current="page">
              {title}
            </h1>
            {beside}
          </li>
        </ol>
      </nav>
      {menu ? <Menu trigger={<IconButton label="More actions" icon={<Ellipsis />} />}>{menu}</Menu> : null}
      {action}
    </header>
  );
}

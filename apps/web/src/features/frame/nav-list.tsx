"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";
import { QuietLink } from "#ui/quiet-link.tsx";
import { Tooltip } from "#ui/tooltip.tsx";

export type NavItem = {
  readonly label: string;
  readonly href: Route;
  readonly icon: ReactNode;
  /** `g a`: works everywhere, and is shown in the sheet. */
  readonly shortcut?: string;
  /** How many things wait there. */
  readonly count?: ReactNode;
};

type NavListProps = {
  readonly items: readonly NavItem[];
  readonly folded: boolean;
  readonly onNavigate?: (() => void) | undefined;
};

export function NavList({ items, folded, onNavigate }: NavListProps) {
  const path = usePathname();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {items.map((item) => (
          <li key={item.href}>
            <NavLink
              item={item}
              folded={folded}
              current={isWithin(path, item.href)}
              onNavigate={onNavigate}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

type NavLinkProps = Omit<NavListProps, "items"> & { readonly item: NavItem; readonly current: boolean };

function NavLink({ item, folded, current, onNavigate }: NavLinkProps) {
  const link = (
    <QuietLink
      href={item.href}
      {...(onNavigate ? { onClick: onNavigate } : {})}
      aria-current={current ? "page" : undefined}
      aria-label={folded ? item.label : undefined}
      className={classNames(
        "relative flex h-8 items-center gap-2.5 rounded-md text-muted hover:bg-hover hover:text-text aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-text pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0",
        folded ? "w-9 justify-center" : "px-2",
      )}
    >
      {item.icon}
      {folded ? null : item.label}
      {item.count ? (
        <span className={folded ? "absolute -top-1 -right-1 scale-90" : "ml-auto"}>{item.count}</span>
      ) : null}
    </QuietLink>
  );
  if (!folded) return link;
  return (
    <Tooltip label={item.label} shortcut={item.shortcut} side="right">
      {link}
    </Tooltip>
  );
}

function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

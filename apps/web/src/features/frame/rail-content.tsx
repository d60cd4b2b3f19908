"use client";
import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { Logo } from "#ui/logo.tsx";
import type { Theme } from "#ui/theme.ts";
import { type Account, AccountMenu } from "./account-menu.tsx";
import { type NavItem, NavList } from "./nav-list.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

export type RailContentProps = {
  readonly projectName: string;
  readonly account: Account;
  readonly items: readonly NavItem[];
  readonly theme: Theme;
  readonly folded: boolean;
  readonly onHelp: () => void;
  readonly onNavigate?: () => void;
  /** Folds the rail; the drawer of small screens has none. */
  readonly foldButton?: ReactNode;
};

/** Project, places, and at the foot theme, help and account: the same in the rail and in the drawer. */
export function RailContent(props: RailContentProps) {
  const { projectName, account, items, theme, folded, onHelp, onNavigate, foldButton } = props;
  const across = folded ? "items-center" : "";
  return (
    <div className={classNames("flex min-h-0 flex-1 flex-col px-2.5 pb-2.5", across)}>
      <div className={classNames("flex h-12 shrink-0 items-center gap-2.5", folded ? "" : "px-1.5")}>
        <Logo className="size-5 shrink-0" />
        {folded ? (
          <span className="sr-only">{projectName}</span>
        ) : (
          <span className="truncate font-semibold">{projectName}</span>
        )}
      </div>
      <NavList items={items} folded={folded} onNavigate={onNavigate} />
      <div className={classNames("mt-auto flex flex-col gap-1 pt-4", across)}>
        <div className={classNames("flex gap-0.5", folded && "flex-col-reverse")}>
          <ThemeMenu initialTheme={theme} />
          <IconButton
            label="Keyboard shortcuts"
            shortcut="?"
            icon={<CircleHelp />}
            tooltipSide="right"
            onClick={onHelp}
          />
          {foldButton ? <div className={folded ? "" : "ml-auto"}>{foldButton}</div> : null}
        </div>
        <AccountMenu account={account} folded={folded} />
      </div>
    </div>
  );
}

"use client";
import { CircleHelp, Search } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { Kbd } from "#ui/kbd.tsx";
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
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  readonly onNavigate?: () => void;
  /** Folds the rail; the drawer of small screens has none. */
  readonly foldButton?: ReactNode;
};

/** Project, places, and at the foot theme, help and account: the same in the rail and in the drawer. */
export function RailContent(props: RailContentProps) {
  const { projectName, account, items, theme, folded, onSearch, onHelp, onNavigate, foldButton } = props;
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
      <SearchButton folded={folded} onSearch={onSearch} />
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

/** The way to the palette for who does not know its keys yet. */
function SearchButton({ folded, onSearch }: Pick<RailContentProps, "folded" | "onSearch">) {
  if (folded) {
    return (
      <IconButton
        label="Search and commands"
        shortcut="mod+k"
        icon={<Search />}
        tooltipSide="right"
        className="mb-2"
        onClick={onSearch}
      />
    );
  }
  return (
    <button
      type="button"
      onClick={onSearch}
      className="mb-2 flex h-8 items-center gap-2.5 rounded-md border border-line bg-surface px-2 text-muted hover:text-text pointer-coarse:h-11"
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      Search
      <Kbd keys="mod+k" className="ml-auto pointer-coarse:hidden" />
    </button>
  );
}

"use client";
import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type Tab<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
};

type TabsProps<Value extends string> = {
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  /** What the tabs are parts of, for screen readers. */
  readonly label: string;
  readonly className?: string;
  readonly panelClassName?: string;
  /** What is not shown goes on beneath: a stream, what was typed. */
  readonly keepMounted?: boolean;
};

/** Parts of one thing, one at a time. The selected one belongs in the URL: its owner decides. */
export function Tabs<Value extends string>({
  tabs,
  value,
  onValueChange,
  label,
  className,
  panelClassName,
  keepMounted = false,
}: TabsProps<Value>) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      className={classNames("flex min-h-0 flex-col", className)}
    >
      <BaseTabs.List
        aria-label={label}
        className="relative flex shrink-0 gap-1 overflow-x-auto border-b border-line px-3"
      >
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-9 items-center gap-1.5 rounded-sm px-2 text-13 whitespace-nowrap text-muted select-none hover:text-text focus-visible:-outline-offset-2 data-active:font-medium data-active:text-text pointer-coarse:h-11"
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="text-12 font-normal text-faint tabular-nums">{tab.count}</span>
            )}
          </BaseTabs.Tab>
        ))}
        <BaseTabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-transform" />
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel
          key={tab.value}
          value={tab.value}
          keepMounted={keepMounted}
          className={classNames("min-h-0 flex-1 focus-visible:-outline-offset-2", panelClassName)}
        >
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}

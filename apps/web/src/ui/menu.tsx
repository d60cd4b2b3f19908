"use client";
import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { optionStyle, popupStyle } from "./control-style.ts";
import { Kbd } from "./kbd.tsx";

type MenuProps = {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: "start" | "center" | "end";
  readonly side?: "top" | "bottom" | "right";
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Whether the focus goes back to the button on closing; not when the chosen entry took it elsewhere. */
  readonly givesFocusBack?: () => boolean;
  readonly className?: string;
};

/** Actions behind a button: arrow keys and first letters move, Enter acts, Esc closes and gives the focus back. */
export function Menu({
  trigger,
  children,
  align = "end",
  side = "bottom",
  open,
  onOpenChange,
  givesFocusBack,
  className,
}: MenuProps) {
  return (
    <BaseMenu.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-50">
          <BaseMenu.Popup
            {...(givesFocusBack ? { finalFocus: givesFocusBack } : {})}
            className={classNames(
              popupStyle,
              "max-h-(--available-height) min-w-44 max-w-[min(22rem,var(--available-width))] overflow-y-auto p-1",
              className,
            )}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type EntryProps = {
  /** Its name, and what typing the first letters finds. */
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
};

type MenuItemProps = EntryProps & {
  readonly onSelect: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
};

export function MenuItem({ onSelect, danger = false, disabled = false, ...entry }: MenuItemProps) {
  return (
    <BaseMenu.Item
      label={entry.label}
      disabled={disabled}
      onClick={onSelect}
      className={classNames(optionStyle, danger && "text-danger-text")}
    >
      <Entry {...entry} />
    </BaseMenu.Item>
  );
}

export function MenuLink({ href, ...entry }: EntryProps & { readonly href: Route }) {
  return (
    <BaseMenu.LinkItem label={entry.label} closeOnClick className={optionStyle} render={<Link href={href} />}>
      <Entry {...entry} />
    </BaseMenu.LinkItem>
  );
}

/** A file that the browser keeps. The page stays. */
export function MenuDownload({ href, ...entry }: EntryProps & { readonly href: string }) {
  return (
    <BaseMenu.LinkItem label={entry.label} closeOnClick className={optionStyle} href={href} download>
      <Entry {...entry} />
    </BaseMenu.LinkItem>
  );
}

/** On or off, one of several; the menu stays open for the next. */
export function MenuCheck({
  label,
  checked,
  onCheckedChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
}) {
  return (
    <BaseMenu.CheckboxItem
      label={label}
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      closeOnClick={false}
      className={optionStyle}
    >
      <Entry label={label} />
      <span className="grid size-5 place-items-center">
        <BaseMenu.CheckboxItemIndicator>
          <Check className="size-4 text-accent-text" aria-hidden="true" />
        </BaseMenu.CheckboxItemIndicator>
      </span>
    </BaseMenu.CheckboxItem>
  );
}

type MenuChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
};

/** One of a few, inside a menu. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: MenuChoiceProps<Value>) {
  return (
    <BaseMenu.RadioGroup
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      aria-label={label}
    >
      {options.map((option) => (
        <BaseMenu.RadioItem
          key={option.value}
          value={option.value}
          label={option.label}
          closeOnClick
          className={optionStyle}
        >
          <Entry label={option.label} icon={option.icon} />
          <span className="grid size-5 place-items-center">
            <BaseMenu.RadioItemIndicator>
              <Check className="size-4 text-accent-text" aria-hidden="true" />
            </BaseMenu.RadioItemIndicator>
          </span>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** A heading over a group of entries, or who is signed in. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 py-1 text-12 text-faint">{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

function Entry({ label, description, icon, shortcut }: EntryProps) {
  return (
    <>
      {icon ? (
        <span aria-hidden="true" className="grid h-5 shrink-0 place-items-center opacity-75 [&_svg]:size-4">
          {icon}
        </span>
      ) : null}
      <span className="min-w-0 flex-1">
        {label}
        {description ? <span className="block text-12 text-muted text-pretty">{description}</span> : null}
      </span>
      {shortcut ? <Kbd keys={shortcut} className="ml-4" /> : null}
    </>
  );
}

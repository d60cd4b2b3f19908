"use client";
import { Drawer as BaseDrawer } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { backdropStyle } from "./layer-style.ts";

type DrawerProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly side?: "left" | "right";
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Keeps the title for screen readers only, where the content begins with a heading of its own. */
  readonly hideTitle?: boolean;
};

const sides = {
  left: "mr-auto data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
  right: "ml-auto data-ending-style:translate-x-full data-starting-style:translate-x-full",
};

/** A panel over the side of the page; a swipe, Esc or a click beside it closes it. */
export function Drawer({
  title,
  children,
  side = "right",
  open,
  onOpenChange,
  hideTitle = false,
}: DrawerProps) {
  return (
    <BaseDrawer.Root
      swipeDirection={side}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      <BaseDrawer.Portal>
        <BaseDrawer.Backdrop className={backdropStyle} />
        <BaseDrawer.Viewport className="fixed inset-0 z-40 flex">
          <BaseDrawer.Popup
            className={classNames(
              "flex h-full max-w-[calc(100vw-48px)] flex-col overflow-y-auto overscroll-contain bg-raised text-13 text-text shadow-float outline-none",
              "[transform:translateX(var(--drawer-swipe-movement-x))] transition-[transform,translate] duration-160 data-swiping:transition-none",
              side === "left" ? "w-64" : "w-120",
              sides[side],
            )}
          >
            {hideTitle ? (
              <BaseDrawer.Title className="sr-only">{title}</BaseDrawer.Title>
            ) : (
              <header className="flex h-12 shrink-0 items-center border-b border-line pr-12 pl-4">
                <BaseDrawer.Title className="truncate text-14 font-semibold">{title}</BaseDrawer.Title>
              </header>
            )}
            <BaseDrawer.Content className="flex min-h-0 flex-1 flex-col">{children}</BaseDrawer.Content>
            <BaseDrawer.Close
              render={
                <IconButton
                  label="Close"
                  icon={<X />}
                  tooltipSide="none"
                  className="absolute top-2 right-2 pointer-coarse:top-1"
                />
              }
            />
          </BaseDrawer.Popup>
        </BaseDrawer.Viewport>
      </BaseDrawer.Portal>
    </BaseDrawer.Root>
  );
}

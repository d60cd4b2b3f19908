"use client";
import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

type TooltipProps = {
  readonly label: ReactNode;
  /** The keys that do the same, as `Kbd` writes them: "g a". */
  readonly shortcut?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** One element that takes focus; it must carry its own accessible name. */
  readonly children: ReactElement;
};

export function Tooltip({ label, shortcut, side = "top", children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <BaseTooltip.Popup className="flex max-w-72 origin-(--transform-origin) items-center gap-2 rounded-md bg-raised px-2 py-1 text-12 text-text shadow-float transition-[transform,opacity] duration-120 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0 data-instant:transition-none">
            {label}
            {shortcut ? <Kbd keys={shortcut} /> : null}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

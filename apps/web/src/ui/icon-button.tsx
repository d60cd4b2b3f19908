"use client";
import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import type { ButtonVariant } from "./button-style.ts";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** Says what it does: the accessible name and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly variant?: Extract<ButtonVariant, "secondary" | "ghost">;
  readonly size?: "sm" | "md";
  readonly shortcut?: string;
  /** `none` where the icon says it all and Esc shall not be spent on a tooltip: the cross of a dialog. */
  readonly tooltipSide?: "top" | "right" | "bottom" | "left" | "none";
};

export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "md",
  shortcut,
  tooltipSide = "top",
  type = "button",
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <BaseButton
      {...rest}
      type={type}
      aria-label={label}
      className={classNames(
        "inline-grid shrink-0 place-items-center rounded-md text-muted transition-colors hover:bg-hover hover:text-text disabled:opacity-50 data-popup-open:bg-hover data-popup-open:text-text pointer-coarse:min-h-10 pointer-coarse:min-w-10 [&_svg]:size-4",
        variant === "secondary" && "border border-line bg-surface",
        size === "sm" ? "size-6" : "size-8",
        className,
      )}
    >
      {icon}
    </BaseButton>
  );
  if (tooltipSide === "none") return button;
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      {button}
    </Tooltip>
  );
}

import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line bg-surface text-text hover:bg-hover data-popup-open:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-text data-popup-open:bg-hover data-popup-open:text-text",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2 text-12",
  md: "h-8 gap-1.5 px-3 text-13",
  lg: "h-10 gap-2 px-4 text-14",
};

/** The look of a button, shared by real buttons and by links that look like one. */
export function buttonStyle({ variant, size }: { variant: ButtonVariant; size: ButtonSize }): string {
  return classNames(
    "relative inline-flex shrink-0 select-none items-center justify-center rounded-md font-medium whitespace-nowrap",
    "transition-colors not-aria-busy:disabled:opacity-50 not-aria-busy:data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
    "pointer-coarse:min-h-10",
    variants[variant],
    sizes[size],
  );
}

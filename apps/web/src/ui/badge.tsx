import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type BadgeTone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-fill text-accent-text",
  success: "bg-success-fill text-success-text",
  warning: "bg-warning-fill text-warning-text",
  danger: "bg-danger-fill text-danger-text",
  info: "bg-info-fill text-info-text",
};

/** A word or a number about the thing beside it. */
export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-12 font-medium whitespace-nowrap tabular-nums",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style.ts";
import { classNames } from "./class-names.ts";

type ButtonLinkProps = {
  readonly href: Route;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly className?: string;
  readonly children: ReactNode;
};

/** Goes somewhere, so it is a link; looks like the action it is. */
export function ButtonLink({
  href,
  variant = "secondary",
  size = "md",
  className,
  children,
}: ButtonLinkProps) {
  return (
    <Link href={href} className={classNames(buttonStyle({ variant, size }), className)}>
      {children}
    </Link>
  );
}

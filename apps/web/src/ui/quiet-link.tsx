"use client";
import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link whose page is prepared once somebody points at it or reaches it by keyboard. Next prepares every page that a link
 * on the screen leads to: in a conversation that is one for each answer, while its reader waits for the first.
 */
export function QuietLink({ onPointerEnter, onFocus, ...props }: ComponentProps<typeof Link>) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <Link
      {...props}
      prefetch={isMeant ? null : false}
      onPointerEnter={(event) => {
        setIsMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setIsMeant(true);
        onFocus?.(event);
      }}
    />
  );
}

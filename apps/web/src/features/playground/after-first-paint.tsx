"use client";
import { type ReactNode, Suspense, useEffect, useState } from "react";

type AfterFirstPaintProps = {
  readonly children: ReactNode;
  /** Stands in its place until then, also while its scripts are on their way. */
  readonly meanwhile: ReactNode;
};

/** What a reader does not wait for: made, and its scripts loaded, once everything else was painted. */
export function AfterFirstPaint({ children, meanwhile }: AfterFirstPaintProps) {
  const [isPainted, setIsPainted] = useState(false);
  // The browser's next turn is the outside: not a transition, which words that stream in would put off again and again.
  useEffect(() => {
    const timer = setTimeout(() => setIsPainted(true));
    return () => clearTimeout(timer);
  }, []);
  return isPainted ? <Suspense fallback={meanwhile}>{children}</Suspense> : meanwhile;
}

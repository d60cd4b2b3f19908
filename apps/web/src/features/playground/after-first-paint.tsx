"use client";
import { type ReactNode, useEffect, useState } from "react";

/** What a reader does not wait for: made once everything else was painted. */
export function AfterFirstPaint({ children }: { children: ReactNode }) {
  const [isPainted, setIsPainted] = useState(false);
  // The browser's next turn is the outside: not a transition, which words that stream in would put off again and again.
  useEffect(() => {
    const timer = setTimeout(() => setIsPainted(true));
    return () => clearTimeout(timer);
  }, []);
  return isPainted ? children : null;
}

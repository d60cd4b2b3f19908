"use client";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { SessionStore } from "#features/live/index.ts";
import { Button } from "#ui/button.tsx";
import { Spinner } from "#ui/spinner.tsx";

type OlderMessagesProps = {
  readonly store: SessionStore;
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
};

/** Reads older messages as the reader nears the top. It stands in the space over the first one, so that nothing moves. */
export function OlderMessages({ store, scrollerRef }: OlderMessagesProps) {
  const markRef = useRef<HTMLDivElement>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [isLoading, setIsLoading] = useState(false);
  const isNear = useRef(false);
  const load = useEffectEvent(async () => {
    setHasFailed(false);
    setIsLoading(true);
    try {
      // A page may not fill the distance that is kept: then the mark never leaves, and nobody would tell.
      while (isNear.current && store.view().olderCursor !== null) await store.loadOlder();
    } catch {
      setHasFailed(true);
    } finally {
      setIsLoading(false);
    }
  });
  useEffect(() => {
    if (!markRef.current) return;
    const sight = new IntersectionObserver(
      ([entry]) => {
        isNear.current = entry?.isIntersecting ?? false;
        if (isNear.current) void load();
      },
      { root: scrollerRef.current, rootMargin: "1200px 0px 0px" },
    );
    sight.observe(markRef.current);
    return () => {
      isNear.current = false;
      sight.disconnect();
    };
  }, [scrollerRef]);
  return (
    <div
      ref={markRef}
      className="absolute inset-x-0 top-0 flex h-10 items-center justify-center gap-2 text-12 text-muted"
    >
      {hasFailed ? (
        <>
          Older messages could not be read.
          <Button size="sm" onClick={() => void load()}>
            Try again
          </Button>
        </>
      ) : null}
      {isLoading ? (
        <span className="animate-late">
          <Spinner className="size-3.5" />
        </span>
      ) : null}
    </div>
  );
}

"use client";
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { type SessionStore, useMessageIds, useSession } from "#features/live/index.ts";
import { Button } from "#ui/button.tsx";
import { Spinner } from "#ui/spinner.tsx";
import { ConversationMessage } from "./conversation-message.tsx";

type MessageListProps = {
  readonly store: SessionStore;
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly onRetry?: (() => void) | undefined;
  readonly onOpenSession?: ((sessionId: string) => void) | undefined;
};

/** The messages that are loaded, oldest first; older ones come as the reader nears the top. */
export function MessageList({ store, scrollerRef, onRetry, onOpenSession }: MessageListProps) {
  const ids = useMessageIds(store);
  const hasOlder = useSession(store, (view) => view.olderCursor !== null);
  const listRef = useRef<HTMLOListElement>(null);
  useSteadyPrepend(scrollerRef, ids[0]);
  const runIdAt = (at: number) => store.message(ids[at] ?? "")?.runId;
  return (
    <>
      {hasOlder ? <OlderMessages store={store} scrollerRef={scrollerRef} /> : null}
      <ol ref={listRef} aria-label="Messages" className="flex flex-col gap-6">
        {ids.map((id, at) => (
          // Far from the screen the browser neither lays it out nor paints it, but still finds it.
          <li key={id} className="[contain-intrinsic-size:auto_120px] [content-visibility:auto] -mx-2 px-2">
            <ConversationMessage
              store={store}
              id={id}
              endsRun={runIdAt(at) !== runIdAt(at + 1)}
              onRetry={at === ids.length - 1 ? onRetry : undefined}
              onOpenSession={onOpenSession}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

function OlderMessages({ store, scrollerRef }: Pick<MessageListProps, "store" | "scrollerRef">) {
  const markRef = useRef<HTMLDivElement>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const load = useEffectEvent(() => {
    setHasFailed(false);
    store.loadOlder().catch(() => setHasFailed(true));
  });
  useEffect(() => {
    if (!markRef.current) return;
    const sight = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), {
      root: scrollerRef.current,
      rootMargin: "600px 0px 0px",
    });
    sight.observe(markRef.current);
    return () => sight.disconnect();
  }, [scrollerRef]);
  return (
    <div ref={markRef} className="flex h-10 items-center justify-center gap-2 text-12 text-muted">
      {hasFailed ? (
        <>
          Older messages could not be read.
          <Button size="sm" onClick={() => store.loadOlder().catch(() => setHasFailed(true))}>
            Try again
          </Button>
        </>
      ) : (
        <Spinner className="size-3.5 animate-late" />
      )}
    </div>
  );
}

/** Keeps what the reader looks at where it is when older messages are put above it. */
function useSteadyPrepend(scrollerRef: RefObject<HTMLDivElement | null>, firstId: string | undefined) {
  const before = useRef<{ firstId: string | undefined; fromEnd: number }>({ firstId, fromEnd: 0 });
  useLayoutEffect(() => {
    const scroller = scrollerRef.current;
    if (!scroller) return;
    const wasPrepended = before.current.firstId !== undefined && before.current.firstId !== firstId;
    if (wasPrepended) scroller.scrollTop = scroller.scrollHeight - before.current.fromEnd;
    before.current = { firstId, fromEnd: scroller.scrollHeight - scroller.scrollTop };
    // As it is scrolled: the distance from the end is what has to stay the same.
    const remember = () => {
      before.current.fromEnd = scroller.scrollHeight - scroller.scrollTop;
    };
    scroller.addEventListener("scroll", remember, { passive: true });
    return () => scroller.removeEventListener("scroll", remember);
  }, [scrollerRef, firstId]);
}

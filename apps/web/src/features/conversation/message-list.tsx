"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import { type SessionStore, useMessageIds, useSession } from "#features/live/index.ts";
import { ConversationMessage } from "./conversation-message.tsx";
import { estimateHeight } from "./estimate-height.ts";
import { OlderMessages } from "./older-messages.tsx";

type MessageListProps = {
  readonly store: SessionStore;
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly onRetry?: ((checkpointId?: string) => void) | undefined;
  readonly onOpenSession?: ((sessionId: string) => void) | undefined;
};

const gapPx = 24;
/** The space over the list, as the class names of what is around it say. */
const spaceAbovePx = 40;
/**
 * Whoever reads along is scrolled a few times a second, with pauses in between: the list is not rendered for each of them.
 */
const scrollPauseMs = 1_000;
/** Far more than any conversation is high: it begins at its end. */
const endPx = 10_000_000;

/**
 * The messages that are loaded, oldest first; older ones come as the reader nears the top. Only those near the screen
 * exist. What the reader looks at stays where it is when others are put above it, or turn out higher than was guessed.
 */
export function MessageList({ store, scrollerRef, onRetry, onOpenSession }: MessageListProps) {
  const ids = useMessageIds(store);
  const hasOlder = useSession(store, (view) => view.olderCursor !== null);
  const runIdAt = (at: number) => store.message(ids[at] ?? "")?.runId;
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: ids.length,
    getScrollElement: () => scrollerRef.current,
    getItemKey: (at) => ids[at] ?? at,
    estimateSize(at) {
      const message = store.message(ids[at] ?? "");
      return message ? estimateHeight(message) : 0;
    },
    gap: gapPx,
    scrollMargin: spaceAbovePx,
    overscan: 4,
    anchorTo: "end",
    followOnAppend: true,
    initialOffset: endPx,
    isScrollingResetDelay: scrollPauseMs,
    // Growing text moves nothing through React: sizes and places are written straight to the elements.
    directDomUpdates: true,
  });
  return (
    <>
      {hasOlder ? <OlderMessages store={store} scrollerRef={scrollerRef} /> : null}
      <ol ref={virtual.containerRef} aria-label="Messages" className="relative">
        {virtual.getVirtualItems().map(({ index: at, key }) => (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={at}
            {...(hasOlder ? {} : { "aria-posinset": at + 1, "aria-setsize": ids.length })}
            className="absolute inset-x-0 top-0 -mx-2 px-2 contain-content"
          >
            <ConversationMessage
              store={store}
              id={ids[at] ?? ""}
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

"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useRef } from "react";
import { type SessionStore, useMessageIds, useSession } from "#features/live/index.ts";
import { classNames } from "#ui/class-names.ts";
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
 *
 * The last one always exists, and stands below the others by itself: it is the one that grows, and nobody has to learn how
 * high it is and place anything by it while it does.
 */
export function MessageList({ store, scrollerRef, onRetry, onOpenSession }: MessageListProps) {
  const ids = useMessageIds(store);
  const hasOlder = useSession(store, (view) => view.olderCursor !== null);
  const last = useRef<{ readonly id: string; readonly node: HTMLLIElement }>(null);
  const keepLast = (next: typeof last.current) => {
    last.current = next;
  };
  const lastAt = ids.length - 1;
  const runIdAt = (at: number) => store.message(ids[at] ?? "")?.runId;
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: Math.max(0, lastAt),
    getScrollElement: () => scrollerRef.current,
    getItemKey: (at) => ids[at] ?? at,
    estimateSize(at) {
      const id = ids[at] ?? "";
      // Another one came below what was the last one: it is as high as it has become, and the reader may be within it.
      if (id === last.current?.id) return Math.round(last.current.node.getBoundingClientRect().height);
      const message = store.message(id);
      return message ? estimateHeight(message) : 0;
    },
    gap: gapPx,
    paddingEnd: gapPx,
    scrollMargin: spaceAbovePx,
    overscan: 4,
    anchorTo: "end",
    initialOffset: endPx,
    isScrollingResetDelay: scrollPauseMs,
    // Sizes and places are written straight to the elements, not through React.
    directDomUpdates: true,
  });
  const shown = [...virtual.getVirtualItems().map(({ index }) => index), ...(lastAt < 0 ? [] : [lastAt])];
  return (
    <>
      {hasOlder ? <OlderMessages store={store} scrollerRef={scrollerRef} /> : null}
      <div className="relative">
        {/* With the height by React, too: what was the last message leaves the flow in the moment in which this grows. */}
        <div ref={virtual.containerRef} style={{ height: virtual.getTotalSize() }} />
        <ol aria-label="Messages">
          {shown.map((at) => {
            const id = ids[at] ?? "";
            return (
              <li
                key={id}
                ref={at < lastAt ? virtual.measureElement : (node) => keepLast(node && { id, node })}
                data-index={at}
                {...(hasOlder ? {} : { "aria-posinset": at + 1, "aria-setsize": ids.length })}
                className={classNames(
                  "-mx-2 px-2 contain-content",
                  at < lastAt && "absolute inset-x-0 top-0",
                )}
              >
                <ConversationMessage
                  store={store}
                  id={id}
                  endsRun={runIdAt(at) !== runIdAt(at + 1)}
                  onRetry={at === lastAt ? onRetry : undefined}
                  onOpenSession={onOpenSession}
                />
              </li>
            );
          })}
        </ol>
      </div>
    </>
  );
}

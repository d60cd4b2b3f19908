"use client";
import { type ReactNode, useEffectEvent, useLayoutEffect, useState } from "react";
import { type SessionStore, useMessageIds, useSession } from "#features/live/index.ts";
import { classNames } from "#ui/class-names.ts";
import { ErrorState } from "#ui/error-state.tsx";
import { scrollerStyle, transcriptStyle } from "./conversation-layout.ts";
import { ConversationSkeleton } from "./conversation-skeleton.tsx";
import { JumpToLatest } from "./jump-to-latest.tsx";
import { MessageList } from "./message-list.tsx";
import type { PendingMessage } from "./plan-outgoing.ts";
import type { FollowEnd } from "./use-follow-end.ts";
import { UserMessage } from "./user-message.tsx";

type TranscriptProps = {
  readonly store: SessionStore;
  /** What goes ahead at once: stands at the end, where it will stay. */
  readonly next: PendingMessage | null;
  readonly follow: FollowEnd;
  readonly onRetry?: ((checkpointId?: string) => void) | undefined;
  readonly onOpenSession?: ((sessionId: string) => void) | undefined;
  /** Shown while nothing was said. */
  readonly empty: ReactNode;
  /** The conversation's last words, where they were there before the conversation. */
  readonly lastWords?: ReactNode;
};

/** What was said in a session, scrolled to its end as long as the reader stays there. */
export function Transcript({
  store,
  next,
  follow,
  onRetry,
  onOpenSession,
  empty,
  lastWords = <ConversationSkeleton />,
}: TranscriptProps) {
  const ids = useMessageIds(store);
  const phase = useSession(store, (view) => view.phase);
  const error = useSession(store, (view) => view.error);
  const { scrollerRef, contentRef, isFollowing, jumpToEnd } = follow;
  // The list measures what it scrolls in as it mounts: messages that are there from the first must wait for that to be.
  const [hasScroller, setHasScroller] = useState(false);
  useLayoutEffect(() => setHasScroller(true), []);
  // The list measures while others come and go: the page can be shorter for a moment, and the browser moves its end up.
  const keepPlace = useEffectEvent(follow.keepPlace);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what comes and goes.
  useLayoutEffect(() => keepPlace(), [ids, next]);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scrollerRef}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className={classNames(scrollerStyle, "overflow-y-auto focus-visible:-outline-offset-2")}
      >
        <div ref={contentRef} className={transcriptStyle}>
          {phase === "failed" && error ? (
            <ErrorState
              title="This conversation could not be read"
              description={error.message}
              reference={error.requestId ?? undefined}
              onRetry={store.reload}
            />
          ) : null}
          {phase === "loading" && ids.length === 0 && !next ? lastWords : null}
          {phase === "ready" && ids.length === 0 && !next ? empty : null}
          {ids.length > 0 && hasScroller ? (
            <MessageList
              store={store}
              scrollerRef={scrollerRef}
              onRetry={onRetry}
              onOpenSession={onOpenSession}
            />
          ) : null}
          {next ? <NextMessage message={next} /> : null}
        </div>
      </div>
      {isFollowing ? null : <JumpToLatest onJump={jumpToEnd} />}
    </div>
  );
}

function NextMessage({ message }: { message: PendingMessage }) {
  const note = message.isRetrying ? "Not sent yet: the server cannot be reached. Trying again…" : undefined;
  return <UserMessage text={message.text} pending={message.run === null} note={note} />;
}

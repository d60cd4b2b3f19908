"use client";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

/** Tells a scroller that what moves it now follows a reader's hand elsewhere. */
export const movedByHand = "slipway:moved-by-hand";

/** So close to the end counts as there: fractions of a pixel and half a line do not. */
const slackPx = 8;
/** What tells of a reader's hand, beside the wheel: for so long after it, what moves up is moved by it. */
const handEvents = ["touchmove", "pointerdown", "keydown", "focusin", movedByHand] as const;
/** Long enough for dragging a scroll bar that has just been taken hold of. */
const handMs = 2_000;

export type FollowEnd = {
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly contentRef: RefObject<HTMLDivElement | null>;
  /** The reader is at the end, and stays there as the content grows. */
  readonly isFollowing: boolean;
  readonly jumpToEnd: () => void;
  /** To be called when others came or went: what the browser moved in between was not the reader. */
  readonly keepPlace: () => void;
};

/** Keeps a reader who is at the end at the end, and never moves one who is not. */
export function useFollowEnd(): FollowEnd {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const lastHeight = useRef(0);
  const [isFollowing, setIsFollowing] = useState(true);

  function follow(next: boolean) {
    following.current = next;
    setIsFollowing(next);
  }
  function keepPlace() {
    const scroller = scrollerRef.current;
    if (!scroller) return;
    if (following.current) scroller.scrollTop = scroller.scrollHeight;
    lastTop.current = scroller.scrollTop;
    lastHeight.current = scroller.scrollHeight;
  }
  const notice = useEffectEvent(follow);
  const keep = useEffectEvent(keepPlace);

  useEffect(() => {
    const scroller = scrollerRef.current;
    const content = contentRef.current;
    if (!scroller || !content) return;
    lastTop.current = scroller.scrollTop;
    lastHeight.current = scroller.scrollHeight;
    // A wheel moves by a few pixels a frame: text that comes in between must not pull the reader back to the end.
    let isLeaving = false;
    let handUntil = 0;
    function onWheel({ deltaY }: WheelEvent) {
      isLeaving = deltaY < 0 && lastTop.current > 0;
      if (isLeaving) notice(false);
    }
    function onHand() {
      handUntil = performance.now() + handMs;
    }
    function onScrollEnd() {
      isLeaving = false;
    }
    function onScroll() {
      if (!scroller) return;
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      if (scrollHeight - scrollTop - clientHeight <= slackPx && !isLeaving) notice(true);
      else if (scrollTop < lastTop.current - 1) {
        // Content that got shorter moves up what is at its end, and may have grown again by now: that was not the reader.
        const isByLayout = scrollHeight !== lastHeight.current && performance.now() > handUntil;
        if (isByLayout) return keep();
        // Up and away from the end: the reader wants to stay where they are.
        notice(false);
      }
      lastTop.current = scrollTop;
      lastHeight.current = scrollHeight;
    }
    const sizes = new ResizeObserver(() => {
      // What layout moved by itself (the region grew, an answer got shorter) was not the reader.
      keep();
    });
    sizes.observe(content);
    sizes.observe(scroller);
    scroller.addEventListener("scroll", onScroll, { passive: true });
    scroller.addEventListener("scrollend", onScrollEnd, { passive: true });
    scroller.addEventListener("wheel", onWheel, { passive: true });
    for (const name of handEvents) scroller.addEventListener(name, onHand, { passive: true });
    return () => {
      sizes.disconnect();
      scroller.removeEventListener("scroll", onScroll);
      scroller.removeEventListener("scrollend", onScrollEnd);
      scroller.removeEventListener("wheel", onWheel);
      for (const name of handEvents) scroller.removeEventListener(name, onHand);
    };
  }, []);

  return {
    scrollerRef,
    contentRef,
    isFollowing,
    keepPlace,
    jumpToEnd() {
      follow(true);
      const scroller = scrollerRef.current;
      if (scroller) scroller.scrollTop = scroller.scrollHeight;
    },
  };
}

"use client";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

/** So close to the end counts as there: fractions of a pixel and half a line do not. */
const slackPx = 8;

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
  }
  const notice = useEffectEvent(follow);
  const keep = useEffectEvent(keepPlace);

  useEffect(() => {
    const scroller = scrollerRef.current;
    const content = contentRef.current;
    if (!scroller || !content) return;
    lastTop.current = scroller.scrollTop;
    // A wheel moves by a few pixels a frame: text that comes in between must not pull the reader back to the end.
    let isLeaving = false;
    function onWheel({ deltaY }: WheelEvent) {
      isLeaving = deltaY < 0 && lastTop.current > 0;
      if (isLeaving) notice(false);
    }
    function onScrollEnd() {
      isLeaving = false;
    }
    function onScroll() {
      if (!scroller) return;
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      if (scrollHeight - scrollTop - clientHeight <= slackPx && !isLeaving) notice(true);
      // Up and away from the end: the reader wants to stay where they are.
      else if (scrollTop < lastTop.current - 1) notice(false);
      lastTop.current = scrollTop;
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
    return () => {
      sizes.disconnect();
      scroller.removeEventListener("scroll", onScroll);
      scroller.removeEventListener("scrollend", onScrollEnd);
      scroller.removeEventListener("wheel", onWheel);
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

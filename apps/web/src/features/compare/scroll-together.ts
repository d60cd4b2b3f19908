import { movedByHand } from "#features/conversation/index.ts";

/** So long after a person's hand moved, what scrolls is moved by it. */
const handMs = 300;
const handEvents = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

export type ScrollTogether = {
  /** Returns what takes it out again. */
  readonly add: (scroller: HTMLElement) => () => void;
  readonly turn: (on: boolean) => void;
};

/**
 * Keeps panes at the same part of their content. Only the one that a person moves leads: what grows, or follows its own
 * end, moves no other, and costs nothing.
 */
export function scrollTogether(): ScrollTogether {
  const scrollers = new Set<HTMLElement>();
  let leader: HTMLElement | null = null;
  let leadsUntil = 0;
  let isOn = true;

  function follow(): void {
    if (!leader) return;
    const range = leader.scrollHeight - leader.clientHeight;
    const share = range > 0 ? leader.scrollTop / range : 1;
    const isAtEnd = range - leader.scrollTop <= 1;
    // First everything is read, then written: each pane is laid out once.
    const places = [...scrollers]
      .filter((other) => other !== leader)
      .map((other) => [other, share * (other.scrollHeight - other.clientHeight)] as const);
    for (const [other, top] of places) {
      other.dispatchEvent(new Event(movedByHand));
      other.scrollTop = top;
    }
    if (!isAtEnd) leadsUntil = performance.now() + handMs;
  }
  return {
    add(scroller) {
      const lead = () => {
        leader = scroller;
        leadsUntil = performance.now() + handMs;
      };
      const onScroll = () => {
        if (isOn && leader === scroller && performance.now() < leadsUntil) follow();
      };
      scrollers.add(scroller);
      for (const name of handEvents) scroller.addEventListener(name, lead, { passive: true });
      scroller.addEventListener("scroll", onScroll, { passive: true });
      return () => {
        scrollers.delete(scroller);
        for (const name of handEvents) scroller.removeEventListener(name, lead);
        scroller.removeEventListener("scroll", onScroll);
      };
    },
    turn(on) {
      isOn = on;
    },
  };
}

"use client";
import { useEffect, useEffectEvent, useState } from "react";

type HeldSend = {
  /** Somebody has asked for it, and it goes as soon as it can. */
  readonly isHeld: boolean;
  /** Sends now, or once the wait is over. */
  readonly ask: () => void;
  /** What was asked for is not meant any more. */
  readonly drop: () => void;
};

type UseHeldSend = {
  /** Something that will be over by itself. */
  readonly isWaiting: boolean;
  /** Something that will not: nothing is sent then, and what was written stays where it is. */
  readonly isBlocked: boolean;
  readonly send: () => void;
};

/** Keeps a press of Enter that came while nothing could be sent yet. */
export function useHeldSend({ isWaiting, isBlocked, send }: UseHeldSend): HeldSend {
  const [isHeld, setIsHeld] = useState(false);
  const release = useEffectEvent(() => {
    setIsHeld(false);
    if (!isBlocked) send();
  });
  // The end of the wait is an answer of the server.
  useEffect(() => {
    if (isHeld && !isWaiting) release();
  }, [isHeld, isWaiting]);
  return {
    isHeld,
    ask() {
      if (isBlocked) return;
      if (isWaiting) setIsHeld(true);
      else send();
    },
    drop: () => setIsHeld(false),
  };
}

import { useEffect, useEffectEvent, useRef } from "react";

/**
 * Calls `act` at once, then not before it is done and `pauseMs` have gone by, and once more if it was asked for meanwhile:
 * the last change is never missed, however many there are.
 */
export function useThrottled(act: () => Promise<unknown>, pauseMs: number): () => void {
  const state = useRef<"idle" | "busy" | "due">("idle");
  const start = useRef<() => void>(undefined);
  const actLatest = useEffectEvent(act);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    function goOn() {
      if (isOver) return;
      if (state.current === "due") begin();
      else state.current = "idle";
    }
    function begin() {
      state.current = "busy";
      void actLatest().finally(() => {
        timer = setTimeout(goOn, pauseMs);
      });
    }
    start.current = begin;
    return () => {
      isOver = true;
      clearTimeout(timer);
      state.current = "idle";
      start.current = undefined;
    };
  }, [pauseMs]);
  return () => {
    if (state.current === "idle") start.current?.();
    else state.current = "due";
  };
}

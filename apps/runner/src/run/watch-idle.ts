/** Cuts a model call that was silent for too long, or when the run stops. */
export type IdleWatch = {
  readonly signal: AbortSignal;
  /** The model said something: the time starts again. */
  heard(): void;
  isIdle(): boolean;
  stop(): void;
};

export function watchIdle(runStops: AbortSignal, idleTimeoutMs: number | undefined): IdleWatch {
  const controller = new AbortController();
  const onStop = () => controller.abort(runStops.reason);
  if (runStops.aborted) onStop();
  runStops.addEventListener("abort", onStop, { once: true });
  let isIdle = false;
  const timer =
    idleTimeoutMs === undefined
      ? null
      : setTimeout(() => {
          isIdle = true;
          controller.abort(new Error("The model was silent for too long"));
        }, idleTimeoutMs);
  return {
    signal: controller.signal,
    heard: () => timer?.refresh(),
    isIdle: () => isIdle && !runStops.aborted,
    stop: () => {
      if (timer) clearTimeout(timer);
      runStops.removeEventListener("abort", onStop);
    },
  };
}

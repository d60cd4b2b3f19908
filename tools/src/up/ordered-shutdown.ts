/** What was started is stopped in the opposite order, each after the one before it, also when one of them fails. */
export type OrderedShutdown = {
  defer(stop: () => Promise<void>): void;
  /** Resolves when all is stopped; rejects then with the failures, if there were any. */
  run(): Promise<void>;
};

export function orderedShutdown(): OrderedShutdown {
  const stops: (() => Promise<void>)[] = [];
  return {
    defer: (stop) => {
      stops.push(stop);
    },
    run: async () => {
      const failures: unknown[] = [];
      for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
        await stop().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, "Not everything could be stopped");
    },
  };
}

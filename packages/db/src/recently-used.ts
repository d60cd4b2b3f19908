/** Values that cost something to make: of so many, those that were used last. */
export type RecentlyUsed<Value> = {
  get(key: string): Value | undefined;
  add(key: string, value: Value): void;
  delete(key: string): void;
};

export function createRecentlyUsed<Value>(most: number): RecentlyUsed<Value> {
  /** The one that was not used for longest comes first. */
  const known = new Map<string, Value>();

  function add(key: string, value: Value): void {
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  }

  return {
    get: (key) => {
      const value = known.get(key);
      if (value !== undefined) add(key, value);
      return value;
    },
    add,
    delete: (key) => {
      known.delete(key);
    },
  };
}

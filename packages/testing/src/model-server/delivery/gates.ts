export type Gates = {
  /** Calls `action` at once when the gate is open, else when it opens. */
  pass(name: string, action: () => void): void;
  /** Opens the gate for good: for the replies that wait at it and for those that come later. */
  open(name: string): void;
  /** Resolves once a reply has arrived at the gate, also when that was before the call. */
  reached(name: string): Promise<void>;
};

type Gate = { isOpen: boolean; waiting: (() => void)[]; readonly arrival: PromiseWithResolvers<void> };

/** A gate is closed until it is opened by name; so a test decides when a reply goes on, without sleeping. */
export function createGates(): Gates {
  const gates = new Map<string, Gate>();

  function gate(name: string): Gate {
    const known = gates.get(name) ?? { isOpen: false, waiting: [], arrival: Promise.withResolvers<void>() };
    gates.set(name, known);
    return known;
  }

  return {
    pass(name, action) {
      const { arrival, isOpen, waiting } = gate(name);
      arrival.resolve();
      if (isOpen) action();
      else waiting.push(action);
    },
    open(name) {
      const opened = gate(name);
      opened.isOpen = true;
      for (const action of opened.waiting.splice(0)) action();
    },
    reached: (name) => gate(name).arrival.promise,
  };
}

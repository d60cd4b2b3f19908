export type Pacer = {
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /** Calls `action` once, at `dueAtMs` or as soon after it as the process can. */
  at(dueAtMs: number, action: () => void): void;
  /** Forgets every action. */
  close(): void;
};

type Entry = { readonly dueAtMs: number; readonly action: () => void };

/**
 * One timer for all paced streams of a server: a heap of due times, and a single `setTimeout` for the earliest. Due
 * times are absolute, so a late wake-up delays the tokens that are due but never slows the stream down.
 */
export function createPacer(): Pacer {
  const heap: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let timerDueAtMs = Number.POSITIVE_INFINITY;

  function wake(): void {
    timerDueAtMs = Number.POSITIVE_INFINITY;
    const now = performance.now();
    for (let first = heap[0]; first && first.dueAtMs <= now; first = heap[0]) {
      removeFirst(heap);
      first.action();
    }
    arm();
  }

  function arm(): void {
    const first = heap[0];
    if (!first || first.dueAtMs >= timerDueAtMs) return;
    clearTimeout(timer);
    timerDueAtMs = first.dueAtMs;
    timer = setTimeout(wake, Math.max(1, Math.ceil(first.dueAtMs - performance.now())));
  }

  return {
    now: () => performance.now(),
    at(dueAtMs, action) {
      insert(heap, { dueAtMs, action });
      arm();
    },
    close() {
      clearTimeout(timer);
      heap.length = 0;
    },
  };
}

function insert(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || parent.dueAtMs <= entry.dueAtMs) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = entry;
}

function removeFirst(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    const child = right && left && right.dueAtMs < left.dueAtMs ? right : left;
    if (!child || child.dueAtMs >= last.dueAtMs) break;
    heap[index] = child;
    index = child === right ? 2 * index + 2 : 2 * index + 1;
  }
  heap[index] = last;
}

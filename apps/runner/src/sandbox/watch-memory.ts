import { listProcessTree, measureMemory } from "#sandbox/process-tree.ts";

type Watched = { readonly root: number; readonly limit: number; readonly onOveruse: () => void };

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | null = null;

const everyMs = 100;

/**
 * Calls `onOveruse` once when a process and what it started hold more memory than `limit` together. The kernel bounds
 * what one process may ask for, not what it uses, and not what many use together. Returns what ends the watch.
 */
export function watchMemory(watch: Watched): () => void {
  watched.add(watch);
  timer ??= setInterval(lookAtAll, everyMs).unref();
  return () => forget(watch);
}

function lookAtAll(): void {
  for (const watch of watched) {
    if (measureMemory(listProcessTree(watch.root), watch.limit) <= watch.limit) continue;
    forget(watch);
    watch.onOveruse();
  }
}

function forget(watch: Watched): void {
  watched.delete(watch);
  if (watched.size > 0 || timer === null) return;
  clearInterval(timer);
  timer = null;
}

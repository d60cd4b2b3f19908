import { waitOrOnline } from "#lib/wait-or-online.ts";

/** Waits between the attempts: about half a minute altogether. */
const delaysMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Loads scripts that a page begins without. What gets no answer is asked for again: a connection that is lost for a moment
 * must not take the page along. Rejects with what the last attempt did.
 */
export async function loadPart<Part>(
  load: () => Promise<Part>,
  wait: (delayMs: number) => Promise<void> = waitOrOnline,
): Promise<Part> {
  for (const delayMs of delaysMs) {
    try {
      return await load();
    } catch {
      await wait(delayMs);
    }
  }
  return await load();
}

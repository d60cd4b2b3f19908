import { retryDelaysMs } from "#lib/retry-delays.ts";
import { waitOrOnline } from "#lib/wait-or-online.ts";

/**
 * Loads scripts that a page begins without. What gets no answer is asked for again: a connection that is lost for a moment
 * must not take the page along. Rejects with what the last attempt did.
 */
export async function loadPart<Part>(
  load: () => Promise<Part>,
  wait: (delayMs: number) => Promise<void> = waitOrOnline,
): Promise<Part> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await load();
    } catch {
      await wait(delayMs);
    }
  }
  return await load();
}

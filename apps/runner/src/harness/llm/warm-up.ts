import type { TurnEnd } from "#harness/harness.ts";
import { openLlmSession } from "#harness/llm/session.ts";
import { loadCallModel } from "#harness/model-call/load-call-model.ts";
import { rehearsal } from "#harness/model-call/rehearsal.ts";

/**
 * Runs one call through the adapter without a network, so that the first person's answer does not wait for code that
 * is loaded and compiled on first use. Call it once at start-up. Returns
 * how that call ended: answered, or the adapter does not work at all.
 */
export async function warmUpLlm(): Promise<TurnEnd> {
  const session = openLlmSession(rehearsal, await loadCallModel(rehearsal.model.api));
  const end = await session.runTurn({ signal: new AbortController().signal, emit: () => undefined });
  await session.close();
  return end;
}

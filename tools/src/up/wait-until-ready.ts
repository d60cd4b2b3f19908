import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "#start-error.ts";

export type WaitUntilReady = {
  readonly url: string;
  readonly timeoutMs: number;
  readonly logs: string;
  readonly signal: AbortSignal;
};

/** @throws StartError with what is missing, as the web tells it, when it takes too long. */
export async function waitUntilReady({ url, timeoutMs, logs, signal }: WaitUntilReady): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let missing = "it does not answer";
  while (Date.now() < deadline) {
    const answer = await ask(url, signal);
    if (answer.ready) return;
    missing = answer.missing ?? missing;
    await delay(30, undefined, { signal });
  }
  throw new StartError(
    `Slipway did not get ready within ${timeoutMs / 1000} s (${missing}): the logs in ${logs} say why.`,
  );
}

type Answer = { readonly ready: boolean; readonly missing?: string };

async function ask(url: string, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
    if (response.ok) return { ready: true };
    return { ready: false, missing: `${response.status} ${(await response.text()).slice(0, 500)}` };
  } catch {
    signal.throwIfAborted();
    return { ready: false };
  }
}

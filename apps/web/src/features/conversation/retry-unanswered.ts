import { ApiError } from "#lib/api-error.ts";
import { retryDelaysMs } from "#lib/retry-delays.ts";
import { waitOrOnline } from "#lib/wait-or-online.ts";

type RetryOptions = {
  readonly onRetrying: () => void;
  readonly wait?: (delayMs: number) => Promise<void>;
};

/**
 * Tries again what got no answer, or one that says "not now, but the same request may succeed" (502 to 504). Only for
 * requests that may arrive twice: ours carry a `clientMessageId`. Throws what the last attempt threw.
 */
export async function retryUnanswered<Answer>(
  attempt: () => Promise<Answer>,
  { onRetrying, wait = waitOrOnline }: RetryOptions,
): Promise<Answer> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || !isUnanswered(error)) throw error;
      onRetrying();
      await wait(delayMs);
    }
  }
  return await attempt();
}

function isUnanswered({ status }: ApiError): boolean {
  return status === 0 || (status >= 502 && status <= 504);
}

import { AppError } from "@slipway/schemas/errors/app-error";
import { actorId, type Principal } from "#server/principal.ts";
import type { Services } from "#server/services.ts";

/** Counts a request that starts or steers a run. Throws `rate_limited` where its key or person has sent too many. */
export function requireRate({ invokeRate }: Pick<Services, "invokeRate">, principal: Principal): void {
  const waitSeconds = invokeRate?.take(actorId(principal)) ?? 0;
  if (waitSeconds === 0) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(waitSeconds));
  throw new AppError(
    "rate_limited",
    `Too many runs were started with this key. Nothing was stored. Try again in ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  );
}

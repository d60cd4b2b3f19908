import { expect, it } from "vitest";
import { ApiError, networkError } from "#lib/api-error.ts";
import { retryUnanswered } from "./retry-unanswered.ts";

const refusal = (status: number) =>
  new ApiError("No.", {
    status,
    code: "rate_limited",
    details: undefined,
    requestId: null,
    retryAfterSeconds: null,
  });

/** What an attempt that fails with these errors, one after the other, then succeeds, comes to. */
async function attemptWith(errors: readonly Error[]) {
  const rest = [...errors];
  let attempts = 0;
  const answer = retryUnanswered(
    () => {
      attempts += 1;
      const error = rest.shift();
      return error ? Promise.reject(error) : Promise.resolve("stored");
    },
    { onRetrying: () => undefined, wait: () => Promise.resolve() },
  );
  return { answer: await answer.catch((error: unknown) => error), attempts };
}

it("C25 sends a message again until it is answered", async () => {
  const lost = networkError(new TypeError("Failed to fetch"));
  expect(await attemptWith([lost, lost, refusal(503)])).toEqual({ answer: "stored", attempts: 4 });
});

it("C25 hands a 429 back at once", async () => {
  const error = refusal(429);
  expect(await attemptWith([error])).toEqual({ answer: error, attempts: 1 });
});

it("gives up in the end", async () => {
  const lost = networkError(new TypeError("Failed to fetch"));
  expect(await attemptWith(Array.from({ length: 20 }, () => lost))).toEqual({ answer: lost, attempts: 7 });
});

import { type Answering, answerSafely } from "#server/answer-safely.ts";
import type { Answer } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";

export type PublicRouteHandler = ((request: ApiRequest) => Promise<Answer>) & {
  readonly terms: { readonly role: "public" };
};

/** Makes a route handler that anybody may call. Errors, request id and log line are those of every door. */
export function publicDoor(handle: (answering: Answering) => Promise<Answer> | Answer): PublicRouteHandler {
  return Object.assign((request: ApiRequest) => answerSafely(request, handle), {
    terms: { role: "public" } as const,
  });
}

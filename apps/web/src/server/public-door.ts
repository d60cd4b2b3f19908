import { type Answering, answerSafely } from "#server/answer-safely.ts";

export type PublicRouteHandler = ((request: Request) => Promise<Response>) & {
  readonly terms: { readonly role: "public" };
};

/** Makes a route handler that anybody may call. Errors, request id and log line are those of every door. */
export function publicDoor(
  handle: (answering: Answering) => Promise<Response> | Response,
): PublicRouteHandler {
  return Object.assign((request: Request) => answerSafely(request, handle), {
    terms: { role: "public" } as const,
  });
}

import { AppError } from "@slipway/schemas/errors/app-error";
import { z } from "zod";
import { answerSafely } from "#server/answer-safely.ts";
import { json } from "#server/answers.ts";
import { toAuthError } from "#server/auth-errors.ts";
import { checkOrigin } from "#server/check-origin.ts";
import { readJsonBody } from "#server/read-body.ts";

/** The only parts of better-auth that are reachable from outside. */
const openPaths: ReadonlySet<string> = new Set([
  "POST /api/auth/sign-in/email",
  "POST /api/auth/sign-out",
  "GET /api/auth/get-session",
]);

/** Hands a request to better-auth: with its body measured first, and its refusals in our shape. */
export function authDoor(request: Request): Promise<Response> {
  return answerSafely(request, async ({ services }) => {
    const { pathname } = new URL(request.url);
    if (!openPaths.has(`${request.method} ${pathname}`))
      throw new AppError("not_found", "There is nothing here.");
    const isWrite = request.method === "POST";
    // A program that signs in names no origin. better-auth asks for one from whoever sends a cookie.
    if (isWrite && request.headers.has("origin")) checkOrigin(request, services.env.trustedOrigins);
    const body = isWrite ? { body: JSON.stringify(await readJsonBody(request)) } : {};
    const response = await services.auth.handler(
      new Request(new URL(pathname, services.env.publicUrl), {
        method: request.method,
        headers: forwarded(request.headers),
        ...body,
      }),
    );
    if (pathname.endsWith("/sign-out")) services.principals.forgetAll();
    if (!response.ok) throw await toAuthError(response);
    return withoutToken(response);
  });
}

const Answer = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/** better-auth repeats the session's token in the body, where scripts could read it. The cookie is enough. */
async function withoutToken(response: Response): Promise<Response> {
  const answer = Answer.safeParse(await response.json());
  const cookies = response.headers
    .getSetCookie()
    .map((cookie) => ["set-cookie", cookie] satisfies [string, string]);
  return json(200, { user: answer.success ? answer.data.user : null }, cookies);
}

/** The body is written anew: its length is another. */
function forwarded(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete("content-length");
  kept.delete("transfer-encoding");
  return kept;
}

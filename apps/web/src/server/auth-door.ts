import { AppError } from "@slipway/schemas/errors/app-error";
import { z } from "zod";
import { answerSafely } from "#server/answer-safely.ts";
import { type Answer, json } from "#server/answers.ts";
import { toAuthError } from "#server/auth-errors.ts";
import { checkOrigin } from "#server/check-origin.ts";
import type { ApiRequest, RequestHeaders } from "#server/http/api-request.ts";
import { readJsonBody } from "#server/read-body.ts";

/** The only parts of better-auth that are reachable from outside. */
const openPaths: ReadonlySet<string> = new Set([
  "POST /api/auth/sign-in/email",
  "POST /api/auth/sign-out",
  "GET /api/auth/get-session",
]);

/** Hands a request to better-auth: with its body measured first, and its refusals in our shape. */
export function authDoor(request: ApiRequest): Promise<Answer> {
  return answerSafely(request, async ({ services }) => {
    const { method, path } = request;
    if (!openPaths.has(`${method} ${path}`)) throw new AppError("not_found", "There is nothing here.");
    const isWrite = method === "POST";
    // A program that signs in names no origin. better-auth asks for one from whoever sends a cookie.
    if (isWrite && request.headers.has("origin")) checkOrigin(request, services.env.trustedOrigins);
    const body = isWrite ? { body: JSON.stringify(await readJsonBody(request)) } : {};
    const response = await services.auth.handler(
      new Request(new URL(path, services.env.publicUrl), {
        method,
        headers: forwarded(request.headers),
        ...body,
      }),
    );
    if (path.endsWith("/sign-out")) services.principals.forgetAll();
    if (!response.ok) throw await toAuthError(response);
    return withoutToken(response);
  });
}

const SignedIn = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/** better-auth repeats the session's token in the body, where scripts could read it. The cookie is enough. */
async function withoutToken(response: Response): Promise<Answer> {
  const signedIn = SignedIn.safeParse(await response.json());
  const cookies = response.headers.getSetCookie();
  const user = signedIn.success ? signedIn.data.user : null;
  return json(200, { user }, cookies.length > 0 ? { "set-cookie": cookies } : {});
}

/** The body is written anew: its length is another. */
function forwarded(headers: RequestHeaders): Headers {
  const kept = new Headers([...headers]);
  kept.delete("content-length");
  kept.delete("transfer-encoding");
  return kept;
}

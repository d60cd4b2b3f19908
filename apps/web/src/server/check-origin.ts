import { AppError } from "@slipway/schemas/errors/app-error";
import type { ApiRequest } from "#server/http/api-request.ts";

const readMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that another site made in a signed-in person's browser. Browsers name the page's origin in every
 * write and do not let a page choose it.
 */
export function checkOrigin(
  request: Pick<ApiRequest, "method" | "headers">,
  trustedOrigins: readonly string[],
): void {
  if (readMethods.has(request.method)) return;
  const origin = request.headers.get("origin");
  if (origin !== null && trustedOrigins.includes(origin)) return;
  throw new AppError(
    "forbidden",
    origin === null
      ? "A browser's write needs an Origin header. Programs use an API key."
      : "This write comes from another address than this Slipway's: set SLIPWAY_PUBLIC_URL to the one that you use.",
  );
}

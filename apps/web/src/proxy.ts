import { type NextRequest, NextResponse } from "next/server";
import { requestedPathHeader } from "#lib/requested-path.ts";
import { contentSecurityPolicy } from "#security/content-security-policy.ts";
import { isDevelopment } from "#security/env.ts";

/**
 * Gives each page its own nonce: Next reads it from the request's policy and puts it on every script it renders. Tells
 * layouts which page is asked for.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({ nonce, development: isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(requestedPathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

// Pages only. The API must stay out: a proxy buffers request bodies and cuts them at 10 MB.
export const config = {
  matcher: [
    {
      source: "/((?!api/|_next/|favicon.ico|icon.svg).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};

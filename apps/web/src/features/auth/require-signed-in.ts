import { hasUser } from "@slipway/db/people/has-user";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { requestedPathHeader } from "#lib/requested-path.ts";
import { findPagePrincipal } from "#server/page-principal.ts";
import type { UserPrincipal } from "#server/principal.ts";
import { getServices } from "#server/services.ts";
import { safeNext } from "./safe-next.ts";

/** The person who asks for a page. Others go to the sign-in page and come back; with nobody to sign in as, to set-up. */
export async function requireSignedIn(): Promise<UserPrincipal> {
  const principal = await findPagePrincipal();
  if (principal) return principal;
  if (!(await hasUser(getServices().prisma))) redirect("/setup");
  const next = safeNext((await headers()).get(requestedPathHeader) ?? undefined);
  redirect(`/sign-in?next=${encodeURIComponent(next)}`);
}

import { cookies } from "next/headers";
import { cache } from "react";
import { findPrincipal } from "#server/find-principal.ts";
import type { UserPrincipal } from "#server/principal.ts";
import { getServices } from "#server/services.ts";

/** The person whose browser asks for this page, looked up once per request. Null: not signed in. */
export const findPagePrincipal = cache(async (): Promise<UserPrincipal | null> => {
  // A page is a browser's: an API key opens none.
  const cookie = (await cookies()).toString();
  const found = await findPrincipal(getServices(), new Headers({ cookie }));
  return found?.kind === "user" ? found : null;
});

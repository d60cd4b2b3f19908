import { hasUser } from "@slipway/db/people/has-user";
import { isSetupLinkValid } from "@slipway/db/people/is-setup-link-valid";
import type { PrismaClient } from "@slipway/db/prisma";

export type SetupState =
  /** Somebody can sign in already. */
  | { readonly kind: "done" }
  | { readonly kind: "open"; readonly token: string }
  | { readonly kind: "no-token" }
  /** Unknown, used, replaced by a newer one, or older than a day: a guesser must not learn which. */
  | { readonly kind: "invalid" };

/** What a set-up link is good for now. */
export async function readSetupState(prisma: PrismaClient, token: string | undefined): Promise<SetupState> {
  if (await hasUser(prisma)) return { kind: "done" };
  if (!token) return { kind: "no-token" };
  return (await isSetupLinkValid(prisma, token)) ? { kind: "open", token } : { kind: "invalid" };
}

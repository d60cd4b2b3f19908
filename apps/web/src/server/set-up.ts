import { createFirstAdmin } from "@slipway/db/people/create-first-admin";
import { ensureDefaultProject } from "@slipway/db/people/ensure-default-project";
import { isSetupLinkValid } from "@slipway/db/people/is-setup-link-valid";
import { AppError } from "@slipway/schemas/errors/app-error";
import { hashPassword } from "better-auth/crypto";
import { z } from "zod";
import { type Answer, json } from "#server/answers.ts";
import { toAuthError } from "#server/auth-errors.ts";
import { passwordLength } from "#server/env.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import type { Services } from "#server/services.ts";

export const SetUp = z.strictObject({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, "Say who you are.").max(120),
  email: z.email("Expected an e-mail address.").max(254),
  password: z
    .string()
    .min(passwordLength.min, `Use at least ${passwordLength.min} characters.`)
    .max(passwordLength.max, `Use at most ${passwordLength.max} characters.`),
});
export type SetUp = z.infer<typeof SetUp>;

/**
 * Makes the first person, owner of the instance and admin of its first project, and signs their browser in: the answer
 * carries its cookie. Throws `forbidden` for a token that is not valid, `conflict` when somebody was first.
 */
export async function setUp(services: Services, { headers }: ApiRequest, body: SetUp): Promise<Answer> {
  const { prisma, auth } = services;
  const { token, name, email, password } = body;
  // Before the hash, which is slow on purpose: who has no token cannot keep us busy.
  if (!(await isSetupLinkValid(prisma, token))) throw invalidToken();
  const project = await ensureDefaultProject(prisma);
  const passwordHash = await hashPassword(password);
  const outcome = await createFirstAdmin(prisma, {
    projectId: project.id,
    name,
    email,
    passwordHash,
    entitledBy: { setupToken: token },
  });
  if (outcome.kind === "invalid_token") throw invalidToken();
  if (outcome.kind === "taken")
    throw new AppError("conflict", "Somebody was set up already: sign in instead.");
  const signedIn = await auth.api.signInEmail({
    body: { email, password },
    headers: new Headers([...headers]),
    asResponse: true,
  });
  if (!signedIn.ok) throw await toAuthError(signedIn);
  return json(201, { userId: outcome.userId }, { "set-cookie": signedIn.headers.getSetCookie() });
}

function invalidToken(): AppError {
  return new AppError(
    "forbidden",
    "This set-up link is not valid any more. Start Slipway again to get a new one, or sign in.",
  );
}

import { revokeApiKey } from "@slipway/db/keys/revoke-api-key";
import { foundOrThrow } from "#public-api/not-found.ts";
import { noContent } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const DELETE = door({ role: "admin" }, async ({ principal, params, services }) => {
  const { projectId } = principal;
  const outcome = await revokeApiKey(services.prisma, { projectId, keyId: params.key ?? "" });
  services.principals.forgetAll();
  foundOrThrow(outcome === "revoked" ? outcome : null, "key");
  return noContent();
});

import { findProviderAccess } from "@slipway/db/providers/find-provider-access";
import { foundOrThrow } from "#public-api/not-found.ts";
import { testProvider } from "#public-api/provider-test/test-provider.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door({ role: "admin" }, async ({ principal, params, request, services }) => {
  const place = { projectId: principal.projectId, providerId: params.provider ?? "" };
  const access = foundOrThrow(
    await findProviderAccess(services.prisma, services.secretBox, place),
    "provider",
  );
  return json(200, await testProvider(access, { fetch: services.egressFetch, signal: request.signal }));
});

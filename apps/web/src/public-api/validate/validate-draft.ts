import type { TriedDraft, Validation } from "@slipway/schemas/public-api/validate";
import { readConfig } from "#public-api/config/read-config.ts";
import { createChecks, stoppedAt } from "#public-api/validate/checks.ts";
import { tryConfig } from "#public-api/validate/try-config.ts";
import type { Services } from "#server/services.ts";

type ValidateDraft = { readonly projectId: string; readonly body: TriedDraft };

/** Says what making an app of a configuration, and its first run, would meet, by the very same steps. */
export async function validateDraft(
  { db }: Pick<Services, "db">,
  { projectId, body: { type, config: given, input } }: ValidateDraft,
): Promise<Validation> {
  const checks = createChecks();
  const config = await checks.run("configuration", "The draft is a valid configuration.", () =>
    readConfig(type, given),
  );
  if (!config) return stoppedAt(checks);
  return await tryConfig(db.pool, checks, {
    projectId,
    type,
    config,
    input,
    sessionId: null,
    hasModel: false,
  });
}

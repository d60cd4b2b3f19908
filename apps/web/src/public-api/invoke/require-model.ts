import type { Sql } from "@slipway/db/db";
import { hasModel } from "@slipway/db/providers/has-model";
import { AppError } from "@slipway/schemas/errors/app-error";

/** Throws `invalid_config` when the project has no such model now. */
export async function requireModel(sql: Sql, projectId: string, ref: string): Promise<void> {
  if (await hasModel(sql, { projectId, ref })) return;
  const message = `There is no model ${ref}. Choose another one, or add it to its provider.`;
  throw new AppError("invalid_config", `The configuration is not valid. config.model: ${message}`, {
    details: [{ path: "config.model", message }],
  });
}

import type { Db } from "@slipway/db/db";
import { findModelTarget } from "@slipway/db/providers/find-model-target";
import { type SecretBox, SecretBoxError } from "@slipway/db/secrets/secret-box";
import { assertNever } from "@slipway/schemas/assert-never";
import type { Model } from "@slipway/schemas/models/model";
import type { ModelTarget } from "#harness/harness.ts";
import type { RunDeps } from "#run/run-deps.ts";

/** Finds where a model is called and with what, or says in words why it cannot be. */
export function createModelFinder(db: Db, secretBox: SecretBox): RunDeps["findModel"] {
  return async (projectId, ref) => {
    const target = await findModelTarget(db.pool, secretBox, { projectId, ref }).catch((error: unknown) => {
      if (error instanceof SecretBoxError) return { kind: "unopened", message: error.message } as const;
      throw error;
    });
    switch (target.kind) {
      case "demo":
        return { ...factsOf(target.model), api: "demo", baseUrl: "", apiKey: null };
      case "endpoint":
        return { ...factsOf(target.model), api: target.api, baseUrl: target.baseUrl, apiKey: target.apiKey };
      case "unknown_provider":
        return {
          kind: "missing",
          message: `There is no provider called ${target.provider} in this project.`,
        };
      case "unknown_model":
        return {
          kind: "missing",
          message: `The provider ${target.provider} has no model ${target.modelId}.`,
        };
      case "unopened":
        return { kind: "missing", message: target.message };
      default:
        return assertNever(target);
    }
  };
}

function factsOf(model: Model): Omit<ModelTarget, "api" | "baseUrl" | "apiKey"> {
  const { ref, provider, id, contextWindow, maxOutputTokens, cost } = model;
  const { reasoning, reasoningLevels, parameters, vision } = model;
  const abilities = { reasoning, reasoningLevels, parameters, vision: vision ?? false };
  return { ref, provider, modelId: id, contextWindow, maxOutputTokens, ...abilities, cost };
}

import type { Db } from "@slipway/db/db";
import {
  findModelTarget,
  type ModelTarget as StoredTarget,
  toModelTarget,
} from "@slipway/db/providers/find-model-target";
import { createRecentlyUsed } from "@slipway/db/recently-used";
import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import { type SecretBox, SecretBoxError } from "@slipway/db/secrets/secret-box";
import { assertNever } from "@slipway/schemas/assert-never";
import type { Model } from "@slipway/schemas/models/model";
import type { ModelTarget } from "#harness/harness.ts";

/** Why a model that a configuration names cannot be called. */
export type MissingModel = { readonly kind: "missing"; readonly message: string };

export type ModelFinder = {
  /** The model that a claimed run asks first: the claim has told where it is. */
  readonly ofClaim: (claimed: Pick<ClaimedRun, "row" | "modelAddress">) => Found;
  /** Any other one, as it is now. */
  readonly find: (projectId: string, ref: string) => Promise<Found>;
};

type Found = ModelTarget | MissingModel;

const mostKnown = 200;

/**
 * Finds where a model is called and with what, or says in words why it cannot be. What a claim tells is read, and the
 * provider's key opened, once for as long as it tells the same.
 */
export function createModelFinder(db: Db, secretBox: SecretBox): ModelFinder {
  const known = createRecentlyUsed<Found>(mostKnown);
  return {
    ofClaim: ({ row: { project_id: projectId, model: ref }, modelAddress }) => {
      try {
        const key = JSON.stringify([projectId, ref, modelAddress]);
        const found = known.get(key) ?? toFound(toModelTarget(secretBox, { projectId, ref }, modelAddress));
        known.add(key, found);
        return found;
      } catch (error) {
        return toUnopened(error);
      }
    },
    find: (projectId, ref) =>
      findModelTarget(db.pool, secretBox, { projectId, ref }).then(toFound, toUnopened),
  };
}

function toUnopened(error: unknown): MissingModel {
  if (error instanceof SecretBoxError) return { kind: "missing", message: error.message };
  throw error;
}

function toFound(target: StoredTarget): Found {
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
    default:
      return assertNever(target);
  }
}

function factsOf(model: Model): Omit<ModelTarget, "api" | "baseUrl" | "apiKey"> {
  const { ref, provider, id, contextWindow, maxOutputTokens, cost } = model;
  const { reasoning, reasoningLevels, parameters } = model;
  const abilities = {
    reasoning,
    reasoningLevels,
    parameters,
    vision: model.vision ?? false,
    structuredOutput: model.structuredOutput ?? false,
  };
  return { ref, provider, modelId: id, contextWindow, maxOutputTokens, ...abilities, cost };
}

import type { Db } from "@slipway/db/db";
import { type FindModelTarget, findModelTarget } from "@slipway/db/providers/find-model-target";
import { type SecretBox, SecretBoxError } from "@slipway/db/secrets/secret-box";
import { assertNever } from "@slipway/schemas/assert-never";
import type { Model } from "@slipway/schemas/models/model";
import type { ModelTarget } from "#harness/harness.ts";
import type { MissingModel, RunDeps } from "#run/run-deps.ts";

/**
 * Finds where a model is called and with what, or says in words why it cannot be. Runs that were claimed together ask
 * together: what several want to know is asked for once, and never before the last of them wanted to know it.
 */
export function createModelFinder(db: Db, secretBox: SecretBox): RunDeps["findModel"] {
  const asking = new Map<string, Promise<Found>>();
  return (projectId, ref) => {
    const key = `${projectId} ${ref}`;
    const known = asking.get(key);
    if (known) return known;
    const found = endOfThisTurn().then(() => {
      asking.delete(key);
      return find(db, secretBox, { projectId, ref });
    });
    asking.set(key, found);
    return found;
  };
}

type Found = ModelTarget | MissingModel;

/** Of the event loop: when all that is ready to run now has run. */
function endOfThisTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function find(db: Db, secretBox: SecretBox, wanted: FindModelTarget): Promise<Found> {
  const target = await findModelTarget(db.pool, secretBox, wanted).catch((error: unknown) => {
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

import type { AssistantMessage } from "@earendil-works/pi-ai";
import type { AnsweredBy, ModelTarget } from "#harness/harness.ts";
import type { Wire } from "#harness/model-call/wire.ts";

type Call = {
  readonly model: Pick<ModelTarget, "modelId" | "api" | "apiKey">;
  readonly message: Pick<AssistantMessage, "responseId" | "responseModel">;
  readonly wire: Pick<Wire, "answeringModel">;
};

/** What the provider calls its answer, and the model that gave it. Undefined: it did not say. */
export function answeredBy({ model, message, wire }: Call): AnsweredBy | undefined {
  const responseId = asName(message.responseId, model);
  if (responseId === undefined) return undefined;
  const told = asName(message.responseModel ?? wire.answeringModel() ?? undefined, model);
  if (told !== undefined) return { responseId, responseModel: told };
  // Of these, Pi names a model only where it is another than the one that was asked for.
  const isSilent = model.api === "openai-completions" || model.api === "anthropic-messages";
  return { responseId, ...(isSilent ? { responseModel: model.modelId } : {}) };
}

/** Names are shown and stored: what is no name, or quotes the key, is left out. */
function asName(text: string | undefined, { apiKey }: Call["model"]): string | undefined {
  if (text === undefined || !/^[\x21-\x7e]{1,300}$/.test(text)) return undefined;
  return apiKey !== null && apiKey !== "" && text.includes(apiKey) ? undefined : text;
}

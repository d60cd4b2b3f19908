import { getSystemMessageText } from "@earendil-works/pi-ai/utils/text";
import {
  collapseSystemMessages,
  getCurrentTools,
  getInitialSystemMessage,
} from "@earendil-works/pi-ai/utils/transcript";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";
import type { AskedOutput, ModelCall } from "#harness/model-call/call-model.ts";
import { toContents } from "#harness/model-call/google/to-contents.ts";
import { toGoogleThinking } from "#harness/model-call/google/to-thinking.ts";

type Asked = Pick<ModelCall, "model" | "parameters" | "context" | "output">;

/** The body of a request. */
export function toGoogleRequest({ model, parameters, context, output }: Asked) {
  const { messages } = collapseSystemMessages(context);
  const system = getInitialSystemMessage(messages);
  const instructions = system ? getSystemMessageText(system) : "";
  const tools = getCurrentTools(messages);
  const generationConfig = { ...toGenerationConfig(model, parameters), ...toResponseForm(output) };
  return {
    contents: toContents(messages, model),
    ...(instructions === "" ? {} : { systemInstruction: { parts: [{ text: instructions }] } }),
    ...(tools.length === 0
      ? {}
      : {
          tools: [
            {
              functionDeclarations: tools.map(({ name, description, parameters: parametersJsonSchema }) => {
                return { name, description, parametersJsonSchema };
              }),
            },
          ],
        }),
    ...(Object.keys(generationConfig).length === 0 ? {} : { generationConfig }),
  };
}

function toGenerationConfig(model: ModelTarget, parameters: Parameters) {
  const { temperature, topP, maxOutputTokens, stop, seed, reasoning } = parameters;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(stop === undefined || stop.length === 0 ? {} : { stopSequences: stop }),
    ...(seed === undefined ? {} : { seed }),
    ...(model.reasoning ? { thinkingConfig: toGoogleThinking(model.modelId, reasoning) } : {}),
  };
}

function toResponseForm(output: AskedOutput | null) {
  if (output === null) return {};
  return { responseMimeType: "application/json", responseJsonSchema: output.schema };
}

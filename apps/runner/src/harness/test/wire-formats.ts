import type { ModelServer } from "@slipway/testing/model-server/start-model-server";
import type { ModelTarget } from "#harness/harness.ts";
import { givenModel } from "#harness/test/given-model.ts";

/** Every wire format that the runner speaks, and what its base address is on the scripted model server. */
export const wireFormats = [
  { api: "openai-completions", title: "OpenAI chat completions", path: "/v1" },
  { api: "openai-responses", title: "OpenAI responses", path: "/v1" },
  { api: "anthropic-messages", title: "Anthropic messages", path: "" },
  { api: "google-generative-ai", title: "Google's generateContent", path: "/v1beta" },
] as const;
export type WireFormat = (typeof wireFormats)[number];

/** The scripted model, spoken to in a wire format. */
export function modelOn(
  { url }: Pick<ModelServer, "url">,
  { api, path }: WireFormat,
  more: Partial<ModelTarget> = {},
): ModelTarget {
  return givenModel({ api, baseUrl: `${url}${path}`, ...more });
}

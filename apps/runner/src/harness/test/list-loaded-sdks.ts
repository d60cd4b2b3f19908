import { registerHooks } from "node:module";

/** Run by a test in a process of its own: loads a wire format and prints the SDKs that came with it. */

const sdks = ["@anthropic-ai/sdk", "@aws-sdk/client-bedrock-runtime", "@google/genai", "openai"];
const loaded = new Set<string>();
registerHooks({
  load(url, context, nextLoad) {
    for (const sdk of sdks) if (url.includes(`/node_modules/${sdk}/`)) loaded.add(sdk);
    return nextLoad(url, context);
  },
});

const [api = ""] = process.argv.slice(2);
const { loadCallModel } = await import("#harness/model-call/load-call-model.ts");
const { ProviderApi } = await import("@slipway/schemas/models/provider");
if (api !== "demo") await loadCallModel(ProviderApi.parse(api));
process.stdout.write(JSON.stringify([...loaded].sort()));

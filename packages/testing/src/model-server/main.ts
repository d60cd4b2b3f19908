import { once } from "node:events";
import { parseArgs } from "node:util";
import { describeScripts } from "#model-server/describe-scripts.ts";
import { startModelServer } from "#model-server/start-model-server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    key: { type: "string" },
    model: { type: "string", multiple: true, default: ["scripted", "scripted-small"] },
    every: { type: "string", default: "20" },
    "context-tokens": { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(
    `node main.ts [--port 4010] [--key <expected API key>] [--model <id>]... [--every <ms between tokens>] [--context-tokens <n>]\n\n${describeScripts()}`,
  );
} else {
  const server = await startModelServer({
    port: readWhole("port", values.port),
    models: values.model,
    tokenEveryMs: readWhole("every", values.every),
    ...(values.key === undefined ? {} : { apiKey: values.key }),
    ...(values["context-tokens"] === undefined
      ? {}
      : { contextTokens: readWhole("context-tokens", values["context-tokens"]) }),
  });
  process.stdout.write(
    `Scripted model server: ${server.url}/v1 (OpenAI chat completions, models ${values.model.join(", ")}, ` +
      `${values.key === undefined ? "any key" : "the given key"}). ` +
      `Say "!think 20 tokens" or "!tokens 200 every 20ms" to it; all directives: curl ${server.url}\n`,
  );
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
}

function readWhole(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${option} takes a whole number, not "${text}".`);
}

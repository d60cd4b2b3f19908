import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import type { Harness } from "#harness/harness.ts";
import { givenModel } from "#harness/test/given-model.ts";
import type { HarnessFixture } from "#harness/test/harness-fixture.ts";
import { modelOn, type WireFormat } from "#harness/test/wire-formats.ts";

/** A harness against the scripted model server, over real HTTP. */
export async function makeServerFixture(harness: Harness, format: WireFormat): Promise<HarnessFixture> {
  const server = await startModelServer();
  return {
    harness,
    model: modelOn(server, format),
    fetch: createGuardedFetch({ privateNetwork: "allow" }),
    promptForAnswer: "!say One two three four.",
    promptForSlowAnswer: "!tokens 400 every 10ms",
    closed: async () => void (await Promise.all(server.requests.map((request) => request.ended))),
    lastRequest: () =>
      server.requests
        .at(-1)
        ?.request?.messages.map((message) => message.text)
        .join("\n") ?? null,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** A harness that plays its built-in demo model. */
export function makeDemoFixture(harness: Harness): Promise<HarnessFixture> {
  return Promise.resolve({
    harness,
    model: givenModel({ ref: "demo/demo", provider: "demo", modelId: "demo", api: "demo", apiKey: null }),
    fetch: () => Promise.reject(new Error("The demo model called the network.")),
    promptForAnswer: "Hello there",
    promptForSlowAnswer: "Hello there",
    closed: () => Promise.resolve(),
    lastRequest: () => null,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { type ModelServer, startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wireFormats } from "#harness/test/wire-formats.ts";
import { startScriptedRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilEvent, untilFinal } from "#test/until.ts";

/** A whole run in each wire format: a runner's process, its database, and a provider at the end of a real wire. */

let database: TestDatabase;
let db: Db;
let models: ModelServer;
let runner: TestRunner;
let folder: string;
let effects: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-wires-"));
  effects = path.join(folder, "effects");
  writeFileSync(effects, "");
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startScriptedRunner(database.url, { effects });
});

afterAll(async () => {
  await runner.end("SIGKILL");
  await models.close();
  await db.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const cost = { input: 1, output: 2, cacheRead: 0.5, cacheWrite: 1 };

it.each(wireFormats)(
  "C42 an agent reasons, calls tools and gets over a limit of rate: $title",
  async (format) => {
    const app = await givenApp(db.pool, {
      type: "agent",
      provider: {
        api: format.api,
        baseUrl: `${models.url}${format.path}`,
        apiKey: "sk-test",
        models: [{ id: "scripted", reasoning: true, cost }],
      },
      config: {
        tools: { builtin: [] },
        permissions: { default: "allow", rules: [] },
        parameters: { reasoning: "low", seed: 7 },
      },
    });
    const message = [
      `!think I look at ${format.api}`,
      `!tool note {"text":"${format.api}"}`,
      '!tool look {"text":"two"}',
      "!usage in 1000 out 100 cached 400 reasoning 50",
      "!then",
      "!error 429 retry-after 1 times 1",
      "!think That is it",
      "!say Done.",
      "!usage in 2000 out 100",
    ].join("\n");
    const sent = await sendMessage(db, app, { message, durable: true });
    const { projectId } = app;
    const run = await untilFinal(db, { projectId, ...sent });
    expect(run).toMatchObject({
      status: "completed",
      error: null,
      usage: {
        // The one that was refused counts.
        turns: 3,
        toolCalls: 2,
        inputTokens: 3_000,
        outputTokens: 200,
        cacheReadTokens: 400,
        reasoningTokens: 50,
      },
      // 2,600 tokens in, 400 from the cache, 200 out.
      costUsd: (2_600 + 200 + 400) / 1e6,
    });
    expect(readFileSync(effects, "utf8")).toContain(format.api);
    const events = await readRunEvents(db.pool, { projectId, ...sent, after: 0 });
    expect(findGrammarFault(events, { complete: true })).toBeNull();
    const ignored = events.filter((event) => event.type === "warning" && event.code === "parameter_ignored");
    const hasSeed = format.api === "openai-completions" || format.api === "google-generative-ai";
    expect(ignored).toHaveLength(hasSeed ? 0 : 1);
    expect(JSON.stringify(events)).not.toContain("sk-test");
  },
);

it.each(wireFormats)(
  "C42 a chat streams what its model says as it says it, and is told in the provider's words why not: $title",
  async (format) => {
    const providerOf = (apiKey: string) => ({
      api: format.api,
      baseUrl: `${models.url}${format.path}`,
      apiKey,
      models: [{ id: "scripted", reasoning: true, cost }],
    });
    const app = await givenApp(db.pool, {
      type: "chat",
      provider: providerOf("sk-test"),
      config: { parameters: { reasoning: "low" } },
    });
    const { projectId } = app;
    const gate = `chat-${format.api}`;
    const lines = [
      "!think Half of it",
      "!say One half,",
      `!gate ${gate}`,
      "!say and the other.",
      "!usage in 10 out 4",
    ];
    const sent = await sendMessage(db, app, { message: lines.join("\n") });
    const read = () => readRunEvents(db.pool, { projectId, ...sent, after: 0 });
    const said = (events: Awaited<ReturnType<typeof read>>, type: "text.delta" | "reasoning.delta") =>
      events.map((event) => (event.type === type ? event.delta : "")).join("");
    // The first half is in the log while the provider keeps the second one back.
    await untilEvent(
      db,
      { projectId, ...sent },
      (event) => event.type === "text.delta" && event.delta.includes("half,"),
    );
    expect(said(await read(), "text.delta")).not.toContain("other");
    models.open(gate);
    const run = await untilFinal(db, { projectId, ...sent });
    expect(run).toMatchObject({ status: "completed", usage: { turns: 1, inputTokens: 10, outputTokens: 4 } });
    const events = await read();
    expect(findGrammarFault(events, { complete: true })).toBeNull();
    expect(said(events, "reasoning.delta")).toContain("Half of it");
    expect(run.output?.text).toBe(said(events, "text.delta"));

    const locked = await givenApp(db.pool, { type: "chat", provider: providerOf("sk-wrong") });
    const refused = await sendMessage(db, locked, { message: "!say Never." });
    const failed = await untilFinal(db, { projectId: locked.projectId, ...refused });
    expect(failed).toMatchObject({
      status: "failed",
      stopReason: "error",
      output: null,
      error: { code: "provider_unauthorized", retryable: false },
    });
    expect(JSON.stringify(failed)).not.toContain("sk-wrong");
  },
);

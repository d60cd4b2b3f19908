import { randomBytes } from "node:crypto";
import { demoModel } from "@slipway/schemas/models/demo-model";
import type { CreateProvider } from "@slipway/schemas/models/provider";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProvider } from "#providers/create-provider.ts";
import { deleteProvider } from "#providers/delete-provider.ts";
import { findModelTarget } from "#providers/find-model-target.ts";
import { findProviderAccess } from "#providers/find-provider-access.ts";
import { listModels } from "#providers/list-models.ts";
import { listProviders } from "#providers/list-providers.ts";
import { updateProvider } from "#providers/update-provider.ts";
import { createSecretBox } from "#secrets/secret-box.ts";
import { parseSecretKeys } from "#secrets/secret-keys.ts";
import { type TestPrisma, testPrisma } from "#testing/test-prisma.ts";

const oldKey = randomBytes(32).toString("base64");
const secretBox = createSecretBox(parseSecretKeys(oldKey));
let test: TestPrisma;
beforeAll(async () => {
  test = await testPrisma();
});
afterAll(() => test[Symbol.asyncDispose]());

function newProvider(values: Partial<CreateProvider> & { readonly name: string }) {
  return createProvider(test.prisma, secretBox, {
    projectId: test.project.id,
    provider: {
      api: "openai-completions",
      baseUrl: "http://127.0.0.1:1/v1",
      apiKey: "sk-planted-secret",
      models: [{ id: "org/small", contextWindow: 8_000 }, { id: "large" }],
      ...values,
    },
  });
}

function target(ref: string) {
  return findModelTarget(test.db.pool, secretBox, { projectId: test.project.id, ref });
}

it("C69 stores a provider's key encrypted and never shows it", async () => {
  const provider = await newProvider({ name: "stored" });
  expect(provider).toEqual({
    id: expect.stringMatching(/^prv_/),
    name: "stored",
    api: "openai-completions",
    baseUrl: "http://127.0.0.1:1/v1",
    hasApiKey: true,
    models: [{ id: "org/small", contextWindow: 8_000 }, { id: "large" }],
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect(await listProviders(test.prisma, test.project.id)).toEqual([provider]);
  const { rows } = await test.db.pool.query("select * from provider");
  expect(JSON.stringify(rows)).not.toContain("planted");
  await expect(newProvider({ name: "stored" })).rejects.toMatchObject({ code: "conflict" });
});

it("resolves a model to its endpoint with the key in clear, or says what is missing", async () => {
  await newProvider({ name: "here" });
  await newProvider({ name: "keyless", apiKey: undefined });
  expect(await target("here/org/small")).toEqual({
    kind: "endpoint",
    api: "openai-completions",
    baseUrl: "http://127.0.0.1:1/v1",
    apiKey: "sk-planted-secret",
    model: {
      ref: "here/org/small",
      provider: "here",
      id: "org/small",
      name: "org/small",
      contextWindow: 8_000,
      maxOutputTokens: null,
      reasoning: false,
      reasoningLevels: [],
      vision: null,
      tools: null,
      structuredOutput: null,
      parameters: ["temperature", "topP", "maxOutputTokens", "stop", "seed"],
      cost: null,
      demo: false,
    },
  });
  expect(await target("keyless/large")).toMatchObject({ kind: "endpoint", apiKey: null });
  expect(await target("here/tiny")).toEqual({ kind: "unknown_model", provider: "here", modelId: "tiny" });
  expect(await target("nowhere/large")).toEqual({ kind: "unknown_provider", provider: "nowhere" });
  expect(await target("demo/demo")).toEqual({ kind: "demo", model: demoModel });
  expect(await target("demo/other")).toEqual({ kind: "unknown_model", provider: "demo", modelId: "other" });
  const elsewhere = findModelTarget(test.db.pool, secretBox, { projectId: "prj_other", ref: "here/large" });
  expect(await elsewhere).toEqual({ kind: "unknown_provider", provider: "here" });
});

it("C69 reads what an old key sealed, and refuses a sealed key that was copied into another row", async () => {
  const [from, to] = [
    await newProvider({ name: "from" }),
    await newProvider({ name: "to", apiKey: "sk-other" }),
  ];
  const rotated = createSecretBox(parseSecretKeys(randomBytes(32).toString("base64"), oldKey));
  const place = { projectId: test.project.id, providerId: from.id };
  expect((await findProviderAccess(test.prisma, rotated, place))?.apiKey).toBe("sk-planted-secret");
  await updateProvider(test.prisma, rotated, { ...place, change: { apiKey: "sk-new" } });
  expect((await findProviderAccess(test.prisma, rotated, place))?.apiKey).toBe("sk-new");
  await expect(findProviderAccess(test.prisma, secretBox, place)).rejects.toThrow(
    "SLIPWAY_PREVIOUS_SECRET_KEYS",
  );
  await test.db.pool.query(
    "update provider set secret = (select secret from provider where id = $1) where id = $2",
    [from.id, to.id],
  );
  const copied = findProviderAccess(test.prisma, rotated, { ...place, providerId: to.id });
  await expect(copied).rejects.toThrow("belongs to another row");
});

it("changes what is given, keeps the rest, and forgets a key when told to", async () => {
  const { id: providerId } = await newProvider({ name: "changing" });
  const change = (values: object) =>
    updateProvider(test.prisma, secretBox, { projectId: test.project.id, providerId, change: values });
  expect(await change({ baseUrl: "http://127.0.0.1:2" })).toMatchObject({
    baseUrl: "http://127.0.0.1:2",
    hasApiKey: true,
  });
  expect(await change({ apiKey: null, models: [] })).toMatchObject({
    baseUrl: "http://127.0.0.1:2",
    hasApiKey: false,
    models: [],
  });
  const elsewhere = { projectId: "prj_other", providerId, change: { models: [] } };
  expect(await updateProvider(test.prisma, secretBox, elsewhere)).toBeNull();
});

it("lists the models that can be used now, the demo always, and none of a provider that was removed", async () => {
  const { id: providerId } = await newProvider({ name: "going" });
  const refs = async () => (await listModels(test.prisma, test.project.id)).map(({ ref }) => ref);
  expect(await refs()).toEqual(expect.arrayContaining(["going/org/small", "going/large", "demo/demo"]));
  expect(await deleteProvider(test.prisma, { projectId: "prj_other", providerId })).toBe("not_found");
  expect(await deleteProvider(test.prisma, { projectId: test.project.id, providerId })).toBe("deleted");
  expect(await refs()).not.toContain("going/large");
  expect(await listModels(test.prisma, "prj_other")).toEqual([demoModel]);
});

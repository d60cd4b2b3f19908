import type { ProviderAccess } from "@slipway/db/providers/find-provider-access";
import type { ProviderTest } from "@slipway/schemas/models/provider";
import { callEndpoint, type EndpointAnswer } from "#public-api/provider-test/call-endpoint.ts";
import { describeRefusal, listedModels } from "#public-api/provider-test/read-answer.ts";

export type TestProvider = { readonly fetch: typeof fetch; readonly signal: AbortSignal };

/**
 * Really calls a provider: for its list of models, and where it has none, for the shortest answer of a model that was
 * entered. Says what came back in the provider's own words, without the key.
 */
export async function testProvider(access: ProviderAccess, options: TestProvider): Promise<ProviderTest> {
  const listed = await callEndpoint(access, { ...options, path: "models" });
  const models = listedModels(listed);
  if (models) {
    const count = models.length === 1 ? "1 model" : `${models.length} models`;
    return toTest(listed, { ok: true, message: `The endpoint answered and lists ${count}.`, models });
  }
  if (!hasNoList(listed)) return toTest(listed, { ok: false, message: describeRefusal(listed, access) });
  const [model] = access.modelIds;
  if (model === undefined) {
    const message = "The endpoint lists no models. Enter one by hand and test again.";
    return toTest(listed, { ok: false, message });
  }
  const asked = await callEndpoint(access, {
    ...options,
    path: "chat/completions",
    body: shortestQuestion(model),
  });
  const ok = asked.kind === "answered" && asked.status < 300;
  const message = ok ? `The endpoint lists no models; ${model} answered.` : describeRefusal(asked, access);
  return toTest(asked, { ok, message });
}

/** A refused key or a fault would meet the second question as well: only a missing list is worth one. */
function hasNoList(answer: EndpointAnswer): boolean {
  return answer.kind === "answered" && (answer.status < 300 || [404, 405, 501].includes(answer.status));
}

function shortestQuestion(model: string): object {
  return { model, messages: [{ role: "user", content: "ping" }], max_tokens: 1, stream: false };
}

function toTest(
  answer: EndpointAnswer,
  { ok, message, models = [] }: { ok: boolean; message: string; models?: string[] },
): ProviderTest {
  const seen = answer.kind === "answered" ? answer : null;
  return { ok, latencyMs: seen?.latencyMs ?? null, status: seen?.status ?? null, message, models };
}

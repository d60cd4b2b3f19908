import type { ProviderAccess } from "@slipway/db/providers/find-provider-access";
import type { ProviderModel } from "@slipway/schemas/models/model";
import type { ProviderTest } from "@slipway/schemas/models/provider";
import {
  type CallEndpoint,
  callEndpoint,
  type EndpointAnswer,
} from "#public-api/provider-test/call-endpoint.ts";
import { listModelsRequest, shortestQuestion } from "#public-api/provider-test/endpoint-requests.ts";
import { knownModels } from "#public-api/provider-test/known-models.ts";
import { describeRefusal, listedModels } from "#public-api/provider-test/read-answer.ts";

/**
 * Really calls a provider: for its list of models, and where it has none, for the shortest answer of a model that was
 * entered. Says what came back in the provider's own words, without the key.
 */
export async function testProvider(access: ProviderAccess, call: CallEndpoint): Promise<ProviderTest> {
  const listed = await callEndpoint(listModelsRequest(access), call);
  const models = listedModels(listed);
  if (models) {
    const count = models.length === 1 ? "1 model" : `${models.length} models`;
    const message = `The endpoint answered and lists ${count}.`;
    return toTest(listed, { ok: true, message, models: await withKnown(models, access.baseUrl) });
  }
  if (!hasNoList(listed)) return toTest(listed, { ok: false, message: describeRefusal(listed, access) });
  const [model] = access.modelIds;
  if (model === undefined) {
    const message = "The endpoint lists no models. Enter one by hand and test again.";
    return toTest(listed, { ok: false, message });
  }
  const asked = await callEndpoint(shortestQuestion(access, model), call);
  const ok = asked.kind === "answered" && asked.status < 300;
  const message = ok ? `The endpoint lists no models; ${model} answered.` : describeRefusal(asked, access);
  return toTest(asked, { ok, message });
}

/** What the endpoint itself tells counts for more than the catalogue. */
async function withKnown(models: readonly ProviderModel[], baseUrl: string): Promise<ProviderModel[]> {
  const known = await knownModels(baseUrl);
  return models.map((model) => ({ ...known.get(model.id), ...model }));
}

/** A refused key or a fault would meet the second question as well: only a missing list is worth one. */
function hasNoList(answer: EndpointAnswer): boolean {
  return answer.kind === "answered" && (answer.status < 300 || [404, 405, 501].includes(answer.status));
}

type Found = { readonly ok: boolean; readonly message: string; readonly models?: ProviderModel[] };

function toTest(answer: EndpointAnswer, { ok, message, models = [] }: Found): ProviderTest {
  const seen = answer.kind === "answered" ? answer : null;
  return {
    ok,
    latencyMs: seen?.latencyMs ?? null,
    status: seen?.status ?? null,
    message,
    models: models.map(({ id }) => id),
    details: models,
  };
}

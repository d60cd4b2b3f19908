import type { ProviderAccess } from "@slipway/db/providers/find-provider-access";

/** What a provider's endpoint did with one request. */
export type EndpointAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly latencyMs: number; readonly text: string }
  | { readonly kind: "unreachable"; readonly error: unknown };

export type EndpointCall = {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Below the base address. */
  readonly path: "models" | "chat/completions";
  /** Sent as JSON; without one the request is a GET. */
  readonly body?: object;
};

const timeoutMs = 20_000;

/** Longer answers are cut: nothing that is shown comes from further back. */
const maxAnswerBytes = 2_000_000;

/** Calls one path of an OpenAI-style endpoint. Never rejects: what goes wrong is a value. */
export async function callEndpoint(access: ProviderAccess, call: EndpointCall): Promise<EndpointAnswer> {
  const startedAt = performance.now();
  try {
    const response = await call.fetch(`${access.baseUrl.replace(/\/+$/, "")}/${call.path}`, {
      method: call.body ? "POST" : "GET",
      headers: {
        accept: "application/json",
        ...(access.apiKey === null ? {} : { authorization: `Bearer ${access.apiKey}` }),
        ...(call.body ? { "content-type": "application/json" } : {}),
      },
      ...(call.body ? { body: JSON.stringify(call.body) } : {}),
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await readText(response);
    return {
      kind: "answered",
      status: response.status,
      latencyMs: Math.round(performance.now() - startedAt),
      text,
    };
  } catch (error) {
    return { kind: "unreachable", error };
  }
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > maxAnswerBytes) break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

import type { EndpointRequest } from "#public-api/provider-test/endpoint-requests.ts";

/** What a provider's endpoint did with one request. */
export type EndpointAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly latencyMs: number; readonly text: string }
  | { readonly kind: "unreachable"; readonly error: unknown };

export type CallEndpoint = { readonly fetch: typeof fetch; readonly signal: AbortSignal };

const timeoutMs = 20_000;

/** Longer answers are cut: nothing that is shown comes from further back. */
const maxAnswerBytes = 2_000_000;

/** Makes one request to a provider. Never rejects: what goes wrong is a value. */
export async function callEndpoint(
  { url, headers, body }: EndpointRequest,
  call: CallEndpoint,
): Promise<EndpointAnswer> {
  const startedAt = performance.now();
  try {
    const response = await call.fetch(url, {
      method: body ? "POST" : "GET",
      headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
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

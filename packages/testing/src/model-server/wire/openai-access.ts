import type { IncomingHttpHeaders } from "node:http";
import { ProviderError } from "#model-server/provider-error.ts";

/** How OpenAI asks for a key and lists its models, the same for all of its formats. */
export function readBearerKey(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
}

export function missingKey(): ProviderError {
  return new ProviderError({
    status: 401,
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
  });
}

export function wrongKey(key: string): ProviderError {
  return new ProviderError({
    status: 401,
    code: "invalid_api_key",
    message: `Incorrect API key provided: ${maskKey(key)}.`,
  });
}

export function modelList(models: readonly string[]) {
  const rest = { object: "model", created: 1_767_225_600, owned_by: "slipway-testing" };
  return { object: "list", data: models.map((id) => ({ id, ...rest })) };
}

/** As OpenAI does it: a key of usual length shows only its ends. */
function maskKey(key: string): string {
  return key.length < 12 ? "*".repeat(key.length) : `${key.slice(0, 4)}${"*".repeat(8)}${key.slice(-4)}`;
}

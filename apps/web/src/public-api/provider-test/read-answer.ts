import type { ProviderAccess } from "@slipway/db/providers/find-provider-access";
import { EgressRefusedError } from "@slipway/egress/egress-error";
import type { ProviderModel } from "@slipway/schemas/models/model";
import { toStorableText } from "@slipway/schemas/text";
import { z } from "zod";
import type { EndpointAnswer } from "#public-api/provider-test/call-endpoint.ts";
import { readModelList } from "#public-api/provider-test/read-model-list.ts";

const Refusal = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
  z.object({ error: z.string() }).transform((body) => body.error),
  z.object({ message: z.string() }).transform((body) => body.message),
  z.object({ detail: z.string() }).transform((body) => body.detail),
]);

const maxMessageLength = 500;

/** The models in an answer, with what it tells of them; null when it is no list of models. */
export function listedModels(answer: EndpointAnswer): ProviderModel[] | null {
  if (answer.kind !== "answered" || answer.status >= 300) return null;
  return readModelList(parseJson(answer.text));
}

/** Why a provider did not do what it was asked, for a person. Whatever it echoes of the key is taken out. */
export function describeRefusal(answer: EndpointAnswer, { apiKey }: ProviderAccess): string {
  const message = answer.kind === "answered" ? ownWords(answer) : whyUnreachable(answer.error);
  const redacted = apiKey ? message.replaceAll(apiKey, "[redacted]") : message;
  return toStorableText(redacted).slice(0, maxMessageLength);
}

function ownWords({ status, text }: { status: number; text: string }): string {
  const refusal = Refusal.safeParse(parseJson(text));
  const words = refusal.success ? refusal.data : text.replaceAll(/<[^>]*>|\s+/g, " ").trim();
  return words
    ? `The endpoint answered ${status}: ${words}`
    : `The endpoint answered ${status} without a reason.`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing answers at this address (connection refused).",
  ENOTFOUND: "There is no host of this name.",
  EAI_AGAIN: "The host's name could not be looked up.",
  ECONNRESET: "The endpoint closed the connection.",
  UND_ERR_SOCKET: "The endpoint closed the connection.",
  UND_ERR_CONNECT_TIMEOUT: "The endpoint did not answer in time.",
  CERT_HAS_EXPIRED: "The endpoint's certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The endpoint's certificate is signed by itself.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The endpoint's certificate cannot be verified.",
};

function whyUnreachable(error: unknown): string {
  if (error instanceof EgressRefusedError) return error.message;
  if (error instanceof DOMException && error.name === "TimeoutError")
    return "The endpoint did not answer in time.";
  const code = codeOf(error);
  return (code && reasons[code]) ?? `The endpoint could not be reached${code ? ` (${code})` : ""}.`;
}

/** `fetch` wraps what went wrong, and several addresses of one host are wrapped again. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return;
  }
}

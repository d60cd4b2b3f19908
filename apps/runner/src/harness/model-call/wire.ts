import { assertNever } from "@slipway/schemas/assert-never";
import type { ModelTarget } from "#harness/harness.ts";
import { noteAnsweringModel } from "#harness/model-call/note-answering-model.ts";
import { retryAfterMs, toldRetryMs } from "#harness/model-call/retry-after.ts";

/** What became of the HTTP call: Pi's errors are strings that have lost most of it. */
export type WireOutcome =
  | { readonly kind: "unsent" }
  | { readonly kind: "unanswered"; readonly error: unknown }
  | {
      readonly kind: "not_a_stream";
      readonly status: number;
      readonly retryAfterMs: number | null;
      readonly contentType: string;
      /** Its first 64 KiB. */
      readonly body: string;
    }
  | { readonly kind: "streaming" };

export type Wire = {
  readonly fetch: typeof fetch;
  outcome(): WireOutcome;
  /** The model that answers, where Pi does not tell it; null: so far nobody has said. */
  answeringModel(): string | null;
};

type OpenWire = {
  readonly fetch: typeof fetch;
  readonly model: Pick<ModelTarget, "api" | "apiKey">;
  readonly now: () => number;
};

const longestErrorBytes = 65_536;

/**
 * The wire of one model call. It writes the request's headers itself: the key is used byte for byte and Pi never sees
 * it, and nothing leaves that an SDK finds in the environment or tells about itself.
 */
export function openWire({ fetch, model, now }: OpenWire): Wire {
  let outcome: WireOutcome = { kind: "unsent" };
  let answeringModel: string | null = null;

  async function send(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const response = await call(input, init);
    const contentType = response.headers.get("content-type") ?? "";
    if (response.ok && !isDocument(contentType)) {
      outcome = { kind: "streaming" };
      if (model.api !== "openai-responses") return response;
      return noteAnsweringModel(response, (name) => {
        answeringModel = name;
      });
    }
    const { status, headers } = response;
    const body = await readStart(response);
    outcome = {
      kind: "not_a_stream",
      status,
      retryAfterMs: retryAfterMs(headers, now()) ?? toldRetryMs(body),
      contentType,
      body,
    };
    return new Response(body, { status: response.ok ? 502 : status });
  }

  async function call(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    try {
      return await fetch(input, { ...init, headers: headersFor(model, new Headers(init?.headers)) });
    } catch (error) {
      outcome = { kind: "unanswered", error };
      throw error;
    }
  }

  return { fetch: send, outcome: () => outcome, answeringModel: () => answeringModel };
}

function headersFor({ api, apiKey }: OpenWire["model"], given: Headers): Record<string, string> {
  const betas = api === "anthropic-messages" ? given.get("anthropic-beta") : null;
  return {
    accept: "text/event-stream, application/json",
    "content-type": "application/json",
    "user-agent": "slipway",
    ...(api === "anthropic-messages" ? { "anthropic-version": "2023-06-01" } : {}),
    // Which features a request uses is a part of it.
    ...(betas === null ? {} : { "anthropic-beta": betas }),
    ...(apiKey === null ? {} : keyHeader(api, apiKey)),
  };
}

function keyHeader(api: ModelTarget["api"], apiKey: string): Record<string, string> {
  switch (api) {
    case "anthropic-messages":
      return { "x-api-key": apiKey };
    case "google-generative-ai":
      return { "x-goog-api-key": apiKey };
    case "openai-completions":
    case "openai-responses":
      return { authorization: `Bearer ${apiKey}` };
    case "demo":
      return {};
    default:
      return assertNever(api);
  }
}

/** Some endpoints mislabel their streams, but none as one of these. */
function isDocument(contentType: string): boolean {
  return /^(?:text\/html|application\/(?:[\w.-]+\+)?json)\b/i.test(contentType);
}

async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= longestErrorBytes) break;
  }
  return text.slice(0, longestErrorBytes);
}

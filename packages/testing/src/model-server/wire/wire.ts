import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { ModelRequest } from "#model-server/model-request.ts";
import type { ProviderError } from "#model-server/provider-error.ts";
import type { ContentPart } from "#model-server/script/play-reply.ts";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";

/** One provider's wire format. Everything else in the server is the same for all of them. */
export type Wire = {
  readonly name: string;
  /** What the request asks for; undefined when it is none of this wire. */
  route(asked: AskedPath): "reply" | "models" | "wrong-method" | undefined;
  /** The key as the caller sent it; undefined when there is none. */
  readKey(headers: IncomingHttpHeaders): string | undefined;
  /** Checks a request as strictly as the provider does. Throws the ProviderError that the provider would answer. */
  accept(body: unknown, settings: WireSettings, asked: AskedPath): AcceptedRequest;
  modelList(models: readonly string[]): unknown;
  errorBody(error: ProviderError): unknown;
  missingKey(): ProviderError;
  wrongKey(key: string): ProviderError;
};

export type AskedPath = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
};

export type WireSettings = {
  readonly models: readonly string[];
  /** A conversation that counts more input tokens is refused as too long. Undefined: no limit. */
  readonly contextTokens: number | undefined;
  /** Top-level parameters that are accepted besides the provider's own. */
  readonly extraParameters: readonly string[];
};

export type AcceptedRequest = {
  readonly request: ModelRequest;
  /** A writer in the form that the request asked for, streaming or not. */
  createWriter(response: ServerResponse): ReplyWriter;
};

export type ReplyWriter = {
  /** Begins the answer with its headers, if nothing has begun it yet; `add` does so too. */
  open(): void;
  /** Keeps the part for the next flush and returns how many characters are kept. */
  add(part: ContentPart): number;
  /**
   * Sends what is kept; `onSent` is called when it has been handed to the network. False: the client reads too slowly,
   * wait for the response's `drain`.
   */
  flush(onSent?: () => void): boolean;
  /** An HTTP error, or, once the answer has begun, the wire's own way to say so. Ends the answer. */
  fail(error: ProviderError): void;
  /** Ends the answer without a finish reason. */
  end(): void;
  finish(ending: { readonly reason: FinishReason; readonly usage: ReportedUsage | undefined }): void;
};

import { type Span, SpanStatusCode } from "@opentelemetry/api";
import { AppError } from "@slipway/schemas/errors/app-error";
import { attributeNames } from "#attribute-names.ts";

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * Marks a span as failed. Only an AppError's message is made to be shown; any other message may quote a request with its
 * key, so it is written only by a caller who can take secrets out of it.
 */
export function recordError(span: Span, error: unknown, redact?: Redact): void {
  span.setAttribute(attributeNames.errorType, errorTypeOf(error));
  const text = error instanceof Error ? error.message : String(error);
  const shown = redact ? redact(text) : undefined;
  const message = shown ?? (error instanceof AppError ? text : undefined);
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) });
}

/** Low in number, as the convention asks: our code, else the class of the error. */
function errorTypeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : "_OTHER";
}

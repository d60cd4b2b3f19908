import { Readable } from "node:stream";
import type { Db } from "@slipway/db/db";
import { readProjectSettings } from "@slipway/db/people/project-settings";
import { addForeignSpans } from "@slipway/db/spans/add-foreign-spans";
import { AppError } from "@slipway/schemas/errors/app-error";
import { encodeAnswer } from "@slipway/tracing/otlp-in/encode-answer";
import { readSpans } from "@slipway/tracing/otlp-in/read-spans";
import { readOtlpBody } from "#public-api/otlp/read-otlp-body.ts";
import { type Answer, json } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";

/** Keeps the spans of somebody else's program with the project's own, and answers as OTLP says. */
export async function takeSpans(
  { db }: { readonly db: Db },
  { request, projectId }: { readonly request: ApiRequest; readonly projectId: string },
): Promise<Answer> {
  const { encoding, body } = await readOtlpBody(request);
  const settings = await readProjectSettings(db.pool, projectId);
  const read = readSpans(body, { capturesContent: settings?.capturesContent ?? false });
  if (!read)
    throw new AppError("invalid_request", "The body is no OTLP trace request: it has no resourceSpans.");
  await addForeignSpans(db.pool, projectId, read.spans);
  const { rejected, problem } = read;
  if (encoding === "json") {
    return json(
      200,
      rejected === 0 ? {} : { partialSuccess: { rejectedSpans: String(rejected), errorMessage: problem } },
    );
  }
  const headers = { "content-type": "application/x-protobuf" };
  return { status: 200, headers, body: Readable.from([Buffer.from(encodeAnswer(rejected, problem))]) };
}

import { redactSecrets } from "@slipway/schemas/redact-secrets";
import { toStorableText } from "@slipway/schemas/text";
import type { SpanAttributes, SpanKindName, StoredSpan } from "@slipway/schemas/traces/span";
import { z } from "zod";
import { attributeNames } from "#attribute-names.ts";
import { contentNames } from "#otlp-in/content-names.ts";

/** Spans of one request beyond this are refused: their sender splits. */
export const mostSpans = 10_000;
const mostAttributes = 128;
const mostEvents = 128;
const longestText = 16_000;

const Request = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes: z.unknown().optional() }).optional(),
        scopeSpans: z.array(z.object({ spans: z.array(z.unknown()).optional() })).optional(),
      }),
    )
    .optional(),
});

const Id = (digits: number) =>
  z
    .string()
    .length(digits)
    .regex(/^[0-9a-fA-F]+$/)
    .refine((id) => !/^0+$/.test(id))
    .transform((id) => id.toLowerCase());

const Nanos = z
  .union([z.string().regex(/^\d{1,20}$/), z.number().int().min(0)])
  .transform(BigInt)
  .refine((nanos) => nanos > 0n && nanos < 32_000_000_000_000_000_000n);

const kinds: readonly SpanKindName[] = ["internal", "internal", "server", "client", "producer", "consumer"];
const statuses = ["unset", "ok", "error"] as const;

const Span = z.object({
  traceId: Id(32),
  spanId: Id(16),
  parentSpanId: z.union([z.literal("").transform(() => null), Id(16)]).nullish(),
  name: z.string(),
  kind: z.int().min(0).max(5).default(1),
  startTimeUnixNano: Nanos,
  endTimeUnixNano: Nanos,
  attributes: z.unknown().optional(),
  events: z
    .array(
      z.object({ name: z.string().default(""), timeUnixNano: Nanos, attributes: z.unknown().optional() }),
    )
    .default([]),
  status: z
    .object({ code: z.int().min(0).max(2).default(0), message: z.string().optional() })
    .default({ code: 0 }),
});

export type ReadSpans = {
  readonly spans: readonly StoredSpan[];
  /** How many were not taken, and why the first of them was not. */
  readonly rejected: number;
  readonly problem: string | null;
};

/**
 * Reads an export request in OTLP's JSON form. One broken span takes no other along. Null: it is no such request. What they
 * say is kept without what looks like a secret, and left out where the project does not capture content.
 */
export function readSpans(
  body: unknown,
  { capturesContent }: { readonly capturesContent: boolean },
): ReadSpans | null {
  const request = Request.safeParse(body);
  if (!request.success) return null;
  const spans: StoredSpan[] = [];
  let rejected = 0;
  let problem: string | null = null;
  const reject = (why: string) => {
    rejected++;
    problem ??= why;
  };
  for (const { resource, scopeSpans = [] } of request.data.resourceSpans ?? []) {
    const service = readAttributes(resource?.attributes, capturesContent)["service.name"];
    for (const given of scopeSpans.flatMap((scope) => scope.spans ?? [])) {
      if (spans.length >= mostSpans) {
        reject(`A request may hold ${mostSpans} spans.`);
        continue;
      }
      const span = Span.safeParse(given);
      if (span.success) spans.push(toStored(span.data, { service, capturesContent }));
      else
        reject(
          `${span.error.issues[0]?.path.join(".") ?? "A span"}: ${span.error.issues[0]?.message ?? "is broken"}`,
        );
    }
  }
  return { spans, rejected, problem };
}

type Context = { readonly service: SpanAttributes[string] | undefined; readonly capturesContent: boolean };

function toStored(span: z.infer<typeof Span>, { service, capturesContent }: Context): StoredSpan {
  const { startTimeUnixNano: start, status } = span;
  // One that ends before it begins is one whose clock was set: it took no time.
  const isBackwards = span.endTimeUnixNano < start;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? null,
    name: cleanText(span.name).slice(0, 500),
    kind: kinds[span.kind] ?? "internal",
    startTime: toTime(start),
    endTime: toTime(isBackwards ? start : span.endTimeUnixNano),
    status: {
      code: statuses[status.code] ?? "unset",
      ...(status.message ? { message: cleanText(status.message) } : {}),
    },
    attributes: {
      ...(service === undefined ? {} : { "service.name": service }),
      ...readAttributes(span.attributes, capturesContent),
    },
    events: span.events.slice(0, mostEvents).map((event) => ({
      name: cleanText(event.name).slice(0, 500),
      time: toTime(event.timeUnixNano),
      attributes: readAttributes(event.attributes, capturesContent),
    })),
  };
}

function toTime(nanos: bigint): string {
  const micros = nanos / 1_000n;
  const seconds = new Date(Number(micros / 1_000_000n) * 1_000).toISOString().slice(0, -".000Z".length);
  return `${seconds}.${String(micros % 1_000_000n).padStart(6, "0")}Z`;
}

const KeyValues = z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]);

function readAttributes(given: unknown, capturesContent: boolean): SpanAttributes {
  const pairs = KeyValues.parse(given)
    .filter(({ key }) => key !== attributeNames.projectId && (capturesContent || !contentNames.has(key)))
    .slice(0, mostAttributes);
  return Object.fromEntries(
    pairs.map(({ key, value }) => [toStorableText(key).slice(0, 200), readValue(value)]),
  );
}

function readValue(given: unknown): SpanAttributes[string] {
  const plain = toPlain(given);
  if (typeof plain === "string") return cleanText(plain);
  if (typeof plain === "number") return Number.isFinite(plain) ? plain : String(plain);
  if (typeof plain === "boolean") return plain;
  if (Array.isArray(plain) && plain.every((item) => typeof item === "string")) return plain.map(cleanText);
  return cleanText(JSON.stringify(plain) ?? "");
}

/** An AnyValue as the value that it stands for. */
function toPlain(given: unknown): unknown {
  if (typeof given !== "object" || given === null) return "";
  if ("stringValue" in given) return given.stringValue;
  if ("boolValue" in given) return given.boolValue === true;
  if ("intValue" in given) return Number(given.intValue);
  if ("doubleValue" in given) return Number(given.doubleValue);
  if ("bytesValue" in given) return given.bytesValue;
  if ("arrayValue" in given) return listOf(given.arrayValue).map(toPlain);
  if ("kvlistValue" in given) {
    const pairs = KeyValues.parse(listOf(given.kvlistValue));
    return Object.fromEntries(pairs.map(({ key, value }) => [key, toPlain(value)]));
  }
  return "";
}

function listOf(given: unknown): unknown[] {
  const values = typeof given === "object" && given !== null && "values" in given ? given.values : [];
  return Array.isArray(values) ? values : [];
}

function cleanText(text: string): string {
  const clean = redactSecrets(text.slice(0, 2 * longestText));
  return toStorableText(clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean);
}

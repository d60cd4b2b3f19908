import { BrokenProtobuf, readFields } from "#otlp-in/read-fields.ts";

type Json = { [name: string]: unknown };

/** How a field of a message goes into its JSON form. */
type Place = {
  readonly name: string;
  readonly isList?: true;
  readonly read: (value: bigint | Uint8Array, depth: number) => unknown;
};

/** By field number: what OTLP's messages have, as far as it is kept. What is not named is passed over. */
type Layout = Readonly<Record<number, Place>>;

const deepest = 12;

const text = (value: bigint | Uint8Array) => new TextDecoder().decode(bytes(value));
const hex = (value: bigint | Uint8Array) => Buffer.from(bytes(value)).toString("hex");
const integer = (value: bigint | Uint8Array) => Number(number(value));
const digits = (value: bigint | Uint8Array) => number(value).toString();
const signed = (value: bigint | Uint8Array) => BigInt.asIntN(64, number(value)).toString();
const flag = (value: bigint | Uint8Array) => number(value) !== 0n;
const double = (value: bigint | Uint8Array) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, number(value));
  return view.getFloat64(0);
};
const message = (layout: () => Layout) => (value: bigint | Uint8Array, depth: number) =>
  decode(bytes(value), layout(), depth + 1);

function bytes(value: bigint | Uint8Array): Uint8Array {
  if (typeof value === "bigint") throw new BrokenProtobuf("A field has another type than OTLP says.");
  return value;
}

function number(value: bigint | Uint8Array): bigint {
  if (typeof value !== "bigint") throw new BrokenProtobuf("A field has another type than OTLP says.");
  return value;
}

const AnyValue: Layout = {
  1: { name: "stringValue", read: text },
  2: { name: "boolValue", read: flag },
  3: { name: "intValue", read: signed },
  4: { name: "doubleValue", read: double },
  5: { name: "arrayValue", read: message(() => ArrayValue) },
  6: { name: "kvlistValue", read: message(() => KeyValueList) },
  7: { name: "bytesValue", read: (value) => Buffer.from(bytes(value)).toString("base64") },
};
const ArrayValue: Layout = { 1: { name: "values", isList: true, read: message(() => AnyValue) } };
const KeyValue: Layout = {
  1: { name: "key", read: text },
  2: { name: "value", read: message(() => AnyValue) },
};
const KeyValueList: Layout = { 1: { name: "values", isList: true, read: message(() => KeyValue) } };
const attributes: Place = { name: "attributes", isList: true, read: message(() => KeyValue) };
const Status: Layout = { 2: { name: "message", read: text }, 3: { name: "code", read: integer } };
const SpanEvent: Layout = {
  1: { name: "timeUnixNano", read: digits },
  2: { name: "name", read: text },
  3: attributes,
};
const Span: Layout = {
  1: { name: "traceId", read: hex },
  2: { name: "spanId", read: hex },
  4: { name: "parentSpanId", read: hex },
  5: { name: "name", read: text },
  6: { name: "kind", read: integer },
  7: { name: "startTimeUnixNano", read: digits },
  8: { name: "endTimeUnixNano", read: digits },
  9: attributes,
  11: { name: "events", isList: true, read: message(() => SpanEvent) },
  15: { name: "status", read: message(() => Status) },
};
const ScopeSpans: Layout = { 2: { name: "spans", isList: true, read: message(() => Span) } };
const Resource: Layout = { 1: attributes };
const ResourceSpans: Layout = {
  1: { name: "resource", read: message(() => Resource) },
  2: { name: "scopeSpans", isList: true, read: message(() => ScopeSpans) },
};
const ExportTraceServiceRequest: Layout = {
  1: { name: "resourceSpans", isList: true, read: message(() => ResourceSpans) },
};

/** An ExportTraceServiceRequest in OTLP's JSON form. Throws BrokenProtobuf. */
export function decodeProtobuf(body: Uint8Array): Json {
  return decode(body, ExportTraceServiceRequest, 0);
}

function decode(body: Uint8Array, layout: Layout, depth: number): Json {
  if (depth > 2 * deepest) throw new BrokenProtobuf("Values are nested too deeply.");
  const found: Json = {};
  for (const { number: at, value } of readFields(body)) {
    const place = layout[at];
    if (!place) continue;
    const read = place.read(value, depth);
    const before = found[place.name];
    if (!place.isList) found[place.name] = read;
    else if (Array.isArray(before)) before.push(read);
    else found[place.name] = [read];
  }
  return found;
}

import { type Attributes, type Context, createContextKey } from "@opentelemetry/api";

const key = createContextKey("slipway.inherited-attributes");

/** Gives every span that is started under the returned context these attributes: its project, session, run. */
export function inheritAttributes(context: Context, attributes: Attributes): Context {
  return context.setValue(key, { ...inheritedAttributes(context), ...attributes });
}

export function inheritedAttributes(context: Context): Attributes {
  const value = context.getValue(key);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

import { z } from "zod";

/** One value of a configuration, as a form shows it. All words and limits come from its schema. */
export type FieldDescription = {
  readonly key: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly control:
    | { readonly kind: "number"; readonly step: number }
    | { readonly kind: "choice"; readonly values: readonly string[] }
    | { readonly kind: "texts" };
};

type JsonProperty = {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly maximum?: number;
};

/** Describes the fields of an object schema, in its order. Throws for a kind of value that no control exists for. */
export function describeFields(schema: z.ZodObject): FieldDescription[] {
  // Without its name, which would turn the whole into a reference.
  const { properties = {} } = z.toJSONSchema(z.object(schema.shape), { io: "input" });
  return Object.entries(properties).map(([key, value]) => {
    const property = value as JsonProperty;
    return {
      key,
      title: property.title ?? key,
      description: property.description,
      control: controlOf(key, property),
    };
  });
}

function controlOf(key: string, { type, enum: values, maximum }: JsonProperty): FieldDescription["control"] {
  if (values) return { kind: "choice", values };
  if (type === "array") return { kind: "texts" };
  if (type === "integer") return { kind: "number", step: 1 };
  if (type === "number") return { kind: "number", step: maximum !== undefined && maximum <= 2 ? 0.05 : 0.01 };
  throw new Error(`There is no control for ${key}.`);
}

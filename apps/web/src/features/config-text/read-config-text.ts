import type { Document } from "yaml";
import { inPartOrder } from "#configs/part-order.ts";
import { locateInYaml, readYaml, type TextProblem } from "#configs/read-yaml.ts";
import { writeYaml } from "#configs/write-yaml.ts";

export type ConfigTextFormat = "yaml" | "json";

type Config = Readonly<Record<string, unknown>>;

export type ReadConfigText =
  | { readonly kind: "read"; readonly config: Config; readonly locate: (path: string) => TextRange }
  | { readonly kind: "broken"; readonly problems: readonly TextProblem[] };

type TextRange = { readonly from: number; readonly to: number };

/** A configuration as people edit it, what matters most first. */
export function writeConfigText(config: Config, format: ConfigTextFormat): string {
  const ordered = inPartOrder(config);
  return format === "yaml" ? writeYaml(ordered) : `${JSON.stringify(ordered, null, 2)}\n`;
}

/** Reads what somebody wrote: values by name, with the places where they stand. */
export function readConfigText(text: string, format: ConfigTextFormat): ReadConfigText {
  const strict = format === "json" ? findJsonProblem(text) : null;
  if (strict) return { kind: "broken", problems: [strict] };
  // JSON is YAML as well: one reader finds the places in both.
  const read = readYaml(text);
  if (read.kind === "broken") return read;
  if (!isConfig(read.value)) {
    const message = "A configuration is a list of names with values, such as “model: demo/demo”.";
    return { kind: "broken", problems: [{ message, from: 0, to: text.length }] };
  }
  return { kind: "read", config: read.value, locate: locator(read.document) };
}

function locator(document: Document): (path: string) => TextRange {
  return (path) => locateInYaml(document, path);
}

function findJsonProblem(text: string): TextProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : "This is no JSON.";
    const position = /position (\d+)/.exec(message)?.[1];
    const from = Math.min(
      position === undefined ? text.length : Number(position),
      Math.max(0, text.length - 1),
    );
    return { message: message.replace(/ in JSON at position.*$/, "."), from, to: from + 1 };
  }
}

function isConfig(value: unknown): value is Config {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

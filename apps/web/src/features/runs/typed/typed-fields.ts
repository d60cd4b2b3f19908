import type { RunSender } from "@slipway/schemas/runs/run-sender";
import { runStatuses } from "@slipway/schemas/runs/run-status";
import { stopReasons } from "@slipway/schemas/runs/stop-reason";
import { periods, type RunFilterName } from "../run-view-filters.ts";

/** A value as it is typed, and as the URL has it. */
export type TypedValue = { readonly typed: string; readonly value: string };

/** A filter that can be typed as `name:value`. */
export type TypedField = {
  readonly name: string;
  readonly filter: RunFilterName;
  /** What it narrows to, beside its name. */
  readonly hint: string;
  /** What can stand behind it; null: whatever `read` understands. */
  readonly values: readonly TypedValue[] | null;
  /** A value for the URL, or null where it is none. */
  readonly read: (typed: string) => string | null;
  /** How one looks that is understood. */
  readonly example: string;
};

type Known = {
  readonly apps: readonly { readonly id: string; readonly slug: string }[];
  readonly models: readonly string[];
  readonly senders: readonly RunSender[];
  readonly hideApp: boolean;
};

/** All filters that can be typed, in the order in which they are offered. */
export function typedFields({ apps, models, senders, hideApp }: Known): readonly TypedField[] {
  const app = oneOf(
    { name: "app", filter: "app", hint: "which app" },
    apps.map(({ id, slug }) => ({ typed: slug, value: id })),
  );
  return [
    oneOf({ name: "status", filter: "status", hint: "how it stands" }, runStatuses.map(asIs)),
    ...(hideApp ? [] : [app]),
    // A model may be gone while its runs are there: any name is taken.
    {
      ...oneOf({ name: "model", filter: "model", hint: "which model" }, models.map(asIs)),
      read: (typed) => typed,
    },
    oneOf(
      { name: "who", filter: "who", hint: "a person or key" },
      senders.map(({ id, name }) => ({ typed: name, value: id })),
    ),
    oneOf({ name: "time", filter: "period", hint: "how long ago" }, Object.keys(periods).map(asIs)),
    amount({ name: "cost", filter: "minCostUsd", hint: "at least, US$", example: ">0.1", toUrl: readUsd }),
    amount({ name: "duration", filter: "minDurationMs", hint: "at least", example: ">30s", toUrl: readMs }),
    oneOf({ name: "feedback", filter: "feedback", hint: "what people think" }, [
      { typed: "good", value: "up" },
      { typed: "bad", value: "down" },
    ]),
    oneOf({ name: "ended", filter: "stopReason", hint: "by what it ended" }, stopReasons.map(asIs)),
    oneOf({ name: "source", filter: "source", hint: "where it came from" }, ["playground", "api"].map(asIs)),
    {
      name: "environment",
      filter: "environment",
      hint: "where it was deployed",
      values: null,
      read: (typed) => typed.slice(0, 40),
      example: "production",
    },
  ];
}

function asIs(value: string): TypedValue {
  return { typed: value, value };
}

type Named = Pick<TypedField, "name" | "filter" | "hint">;

function oneOf(field: Named, values: readonly TypedValue[]): TypedField {
  const read = (typed: string) => values.find((each) => same(each.typed, typed))?.value ?? null;
  return { ...field, values, read, example: values[0]?.typed ?? "" };
}

type Amount = Omit<TypedField, "values" | "read"> & { readonly toUrl: (typed: string) => number | null };

function amount({ toUrl, ...field }: Amount): TypedField {
  const read = (typed: string) => {
    const value = toUrl(typed.replace(/^>=?/, ""));
    return value === null || value <= 0 ? null : String(value);
  };
  return { ...field, values: null, read };
}

function readUsd(text: string): number | null {
  return /^\$?\d+(\.\d+)?$/.test(text) ? Number(text.replace("$", "")) : null;
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Seconds where no unit says otherwise. */
function readMs(text: string): number | null {
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  return number === undefined ? null : Math.round(Number(number) * (unitsMs[unit] ?? 0));
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

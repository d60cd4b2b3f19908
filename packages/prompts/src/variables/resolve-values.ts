import type { ErrorDetail } from "@slipway/schemas/errors/error-body";
import type { Values } from "#templates/render-template.ts";
import type { Variable } from "#variables/variable.ts";

export type ResolveValues = {
  readonly variables: readonly Variable[];
  /** What the caller gives. */
  readonly given: Values;
  /** What the session has begun with: it stays. */
  readonly fixed?: Values | undefined;
};

export type ResolvedValues =
  | { readonly kind: "values"; readonly values: Values }
  | { readonly kind: "faults"; readonly details: readonly ErrorDetail[] };

/** The value of every variable that has one: the session's, else the caller's, else its default. */
export function resolveValues({ variables, given, fixed = {} }: ResolveValues): ResolvedValues {
  const values: Record<string, string> = {};
  const details = findUnknown(variables, given);
  for (const { name, required, default: fallback, description } of variables) {
    const value = own(fixed, name) ?? own(given, name) ?? fallback;
    if (value !== undefined) values[name] = value;
    else if (required) details.push(fault(name, `Give a value${description ? `: ${description}` : "."}`));
    if (own(given, name) !== undefined && own(given, name) !== value) {
      details.push(fault(name, "This session has begun with another value. Start a new one to change it."));
    }
  }
  return details.length > 0 ? { kind: "faults", details } : { kind: "values", values };
}

function findUnknown(variables: readonly Variable[], given: Values): ErrorDetail[] {
  const names = variables.map(({ name }) => name);
  const has = names.length === 0 ? "It has none." : `It has ${names.join(", ")}.`;
  return Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => fault(name, `The app has no such variable. ${has}`));
}

function own(values: Values, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function fault(name: string, message: string): ErrorDetail {
  return { path: `input.variables.${name}`, message };
}

import type { Variable } from "@slipway/prompts/variables/variable";

type Values = Readonly<Record<string, string>>;

/**
 * What of a form is sent: the variables that there are, as far as they are filled in. A field that is left empty has its
 * default, or none.
 */
export function givenValues(variables: readonly Variable[], values: Values): Record<string, string> {
  const filled = variables.flatMap(({ name }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(filled);
}

/** The names of variables that have to be filled in and are not. */
export function missingValues(variables: readonly Variable[], values: Values): readonly string[] {
  const given = givenValues(variables, values);
  return variables.flatMap((variable) => {
    const hasValue = Object.hasOwn(given, variable.name) || variable.default !== undefined;
    return variable.required && !hasValue ? [variable.name] : [];
  });
}

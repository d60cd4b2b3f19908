import type { Run } from "@slipway/schemas/runs/run";
import type { RunInput } from "@slipway/schemas/runs/run-input";

type Said = { readonly text: string; readonly runs: Iterable<Pick<Run, "input">> };

/** What was said as the input of a conversation of its own: with the values that its session has begun with. */
export function toCaseInput({ text, runs }: Said): RunInput {
  const values = Object.assign({}, ...[...runs].map(({ input }) => input.variables ?? {}));
  return { message: text, ...(Object.keys(values).length > 0 ? { variables: values } : {}) };
}

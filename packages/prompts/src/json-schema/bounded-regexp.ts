import { runBounded } from "#json-schema/run-bounded.ts";

/** Shorter texts are tested in no time, whatever the expression. */
const harmlessLength = 20;
const longestMs = 100;

export type BoundedRegExp = {
  test(text: string): boolean;
  /** Tells expressions apart: Ajv keeps one for each text. */
  toString(): string;
};

/**
 * A regular expression whose `test` throws when it takes longer than 100 ms: the pattern comes from a configuration or
 * another server and the text from a model, and some pairs would keep the process busy for years.
 */
export function createBoundedRegExp(pattern: string, flags: string): BoundedRegExp {
  const expression = new RegExp(pattern, flags);
  return {
    toString: () => String(expression),
    test: (text) => {
      if (text.length <= harmlessLength) return expression.test(text);
      try {
        return runBounded(longestMs, () => expression.test(text));
      } catch (error) {
        throw new Error(`The pattern ${pattern} takes too long for a text of ${text.length} characters`, {
          cause: error,
        });
      }
    },
  };
}

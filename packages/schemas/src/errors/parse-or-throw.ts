import type { z } from "zod";
import { AppError } from "#errors/app-error.ts";
import type { ErrorDetail } from "#errors/error-body.ts";
import { findUnstorable } from "#errors/find-unstorable.ts";

type ParseOptions = {
  readonly code?: "invalid_request" | "invalid_config";
  /** Where the value stands in the request: put in front of each detail's path. */
  readonly at?: readonly PropertyKey[];
};

/** Parses what came from outside. Throws `invalid_request` (or the given code) with one detail for each fault. */
export function parseOrThrow<S extends z.ZodType>(
  schema: S,
  value: unknown,
  { code = "invalid_request", at = [] }: ParseOptions = {},
): z.infer<S> {
  const parsed = schema.safeParse(value);
  const details = parsed.success ? findUnstorable(value, at) : toErrorDetails(parsed.error, at);
  if (parsed.success && details.length === 0) return parsed.data;
  const first = details[0];
  const what = code === "invalid_config" ? "The configuration is not valid" : "The request is not valid";
  const where = first?.path ? `${first.path}: ${first.message}` : (first?.message ?? "");
  throw new AppError(code, `${what}. ${where}`, { details });
}

/** Zod's issues as our details. An unknown key is named by its own path, as a caller looks for it. */
export function toErrorDetails(error: z.ZodError, at: readonly PropertyKey[] = []): ErrorDetail[] {
  return error.issues.flatMap((issue) => {
    const base = [...at, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: dotted([...base, key]),
        message: "This field is not known here.",
      }));
    }
    return [{ path: dotted(base), message: issue.message }];
  });
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

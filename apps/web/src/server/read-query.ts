import { AppError } from "@slipway/schemas/errors/app-error";
import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import type { z } from "zod";

/** Reads the query by a strict schema; without one, no field is known. Throws `invalid_request` that names each fault. */
export function readQuery<Q extends z.ZodObject>(query: URLSearchParams, schema: Q): z.infer<Q> {
  const names = [...query.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new AppError("invalid_request", `The request is not valid. ${twice}: given twice.`, {
      details: [
        { path: twice, message: "Give this once; separate several values by commas where they are allowed." },
      ],
    });
  }
  const unstorable = [...query].find(([, value]) => value.includes("\u0000"))?.[0];
  if (unstorable !== undefined) {
    throw new AppError("invalid_request", `The request is not valid. ${unstorable}: holds a NUL character.`, {
      details: [{ path: unstorable, message: "Must not contain the NUL character." }],
    });
  }
  return parseOrThrow(schema, Object.fromEntries(query));
}

import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#errors/app-error.ts";
import { findUnstorable } from "#errors/find-unstorable.ts";
import { parseOrThrow } from "#errors/parse-or-throw.ts";

it("finds nothing in what JSON and text columns can hold", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      expect(findUnstorable(value)).toEqual([]);
    }),
  );
});

it("finds what they cannot hold, in keys and values, in the order of the request", () => {
  const value = { a: ["ok", "b\u0000"], "c\u0000": 1, d: { e: "\uD83D" }, f: "🙂" };
  expect(findUnstorable(value, ["metadata"])).toEqual([
    { path: "metadata.a.1", message: "Must not contain the NUL character." },
    { path: "metadata.c\u0000", message: "Must not contain the NUL character." },
    { path: "metadata.d.e", message: expect.stringContaining("surrogate pair") },
  ]);
});

it("finds nesting without end, without going to its end", () => {
  let value: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) value = [value];
  expect(findUnstorable(value)).toEqual([
    { path: expect.any(String), message: "Must not be nested deeper than 100 levels." },
  ]);
});

it("reads a list as long as a body can hold", () => {
  expect(findUnstorable(Array.from({ length: 500_000 }, () => 0))).toEqual([]);
});

it("C2 is asked of everything that comes from outside", () => {
  const Body = z.strictObject({ metadata: z.record(z.string(), z.unknown()) });
  const act = () => parseOrThrow(Body, { metadata: { note: "a\u0000b" } });
  expect(act).toThrow(AppError);
  expect(act).toThrow("The request is not valid. metadata.note: Must not contain the NUL character.");
});

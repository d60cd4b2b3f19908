import { expect, it } from "vitest";
import { z } from "zod";
import { readQuery } from "#server/read-query.ts";

const schema = z.strictObject({ q: z.string().optional() });
const read = (query: string) => readQuery(new URLSearchParams(query), schema);

it("refuses a text that the database could not look for, and says where it stands", () => {
  expect(read("q=a%20b")).toEqual({ q: "a b" });
  expect(() => read("q=a%00b")).toThrow(
    expect.objectContaining({ code: "invalid_request", details: [expect.objectContaining({ path: "q" })] }),
  );
});

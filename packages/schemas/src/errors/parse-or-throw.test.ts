import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#errors/app-error.ts";
import { parseOrThrow } from "#errors/parse-or-throw.ts";

const Body = z.strictObject({
  name: z.string().min(1, "Must not be empty."),
  list: z.array(z.strictObject({ size: z.int() })).default([]),
});

function faultOf(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("parseOrThrow", () => {
  it("answers what was parsed, with its defaults", () => {
    expect(parseOrThrow(Body, { name: "a" })).toEqual({ name: "a", list: [] });
  });

  it("names every fault by its path, unknown keys by their own", () => {
    const body = { name: "", list: [{ size: 1 }, { size: "2", colour: "red" }], extra: 1, "odd key": 2 };
    const error = faultOf(() => parseOrThrow(Body, body));
    expect(error).toMatchObject({ code: "invalid_request", status: 400 });
    expect(error.message).toBe("The request is not valid. name: Must not be empty.");
    expect(error.details).toEqual([
      { path: "name", message: "Must not be empty." },
      { path: "list.1.size", message: expect.stringContaining("expected number") },
      { path: "list.1.colour", message: "This field is not known here." },
      { path: "extra", message: "This field is not known here." },
      { path: "odd key", message: "This field is not known here." },
    ]);
  });

  it("puts in front where the value stands", () => {
    const error = faultOf(() => parseOrThrow(Body, {}, { code: "invalid_config", at: ["config"] }));
    expect(error).toMatchObject({ code: "invalid_config", status: 422 });
    expect(error.details).toEqual([{ path: "config.name", message: expect.any(String) }]);
    expect(error.message).toMatch(/^The configuration is not valid\. config\.name: /);
  });

  it.each([null, 1, "text", []])("refuses a body that is %j", (value) => {
    expect(faultOf(() => parseOrThrow(Body, value)).details).toEqual([
      { path: "", message: expect.any(String) },
    ]);
  });

  it("does not repeat the value, which may be a secret", () => {
    const Key = z.strictObject({ apiKey: z.string().regex(/^[\x21-\x7e]+$/, "A key has no spaces.") });
    const error = faultOf(() => parseOrThrow(Key, { apiKey: "sk secret" }));
    expect(JSON.stringify([error.message, error.details])).not.toContain("secret");
  });
});

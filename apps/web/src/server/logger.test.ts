import { expect, it } from "vitest";
import { createLogger } from "./logger.ts";

function logged(fields: object): string {
  const lines: string[] = [];
  createLogger("info", { write: (line) => void lines.push(line) }).info(fields, "said");
  return lines.join("");
}

it("C69 takes out what must not be logged, three levels deep", () => {
  const secret = "planted-secret";
  const text = logged({
    authorization: secret,
    request: { cookie: secret, body: { apiKey: secret, password: secret } },
    provider: { secret },
    kept: "shown",
  });
  expect(text).not.toContain(secret);
  expect(text).toContain("shown");
});

it("logs of an error its kind, words, place and causes, and none of its other fields", () => {
  const error = Object.assign(new TypeError("outer", { cause: new Error("inner") }), {
    code: "E1",
    detail: "planted-row",
  });
  const line = JSON.parse(logged({ error }));
  expect(line.error).toMatchObject({
    type: "TypeError",
    message: "outer",
    code: "E1",
    cause: { message: "inner" },
  });
  expect(line.error.stack).toContain("logger.test.ts");
  expect(JSON.stringify(line)).not.toContain("planted-row");
});

import { expect, it } from "vitest";
import { judgeDatabaseError } from "#judge-database-error.ts";

const withCode = (code: string) => Object.assign(new Error("It failed"), { code });

it.each([
  ["away", withCode("57P01")],
  ["away", withCode("08006")],
  ["away", withCode("40P01")],
  ["away", withCode("53300")],
  ["away", withCode("ECONNREFUSED")],
  ["away", withCode("EPIPE")],
  ["away", new Error("Connection terminated unexpectedly")],
  ["away", new Error("timeout exceeded when trying to connect")],
  ["away", new Error("Query read timeout")],
  ["refused", withCode("22003")],
  ["refused", withCode("23505")],
  ["refused", withCode("54000")],
  ["fault", withCode("42703")],
  ["fault", withCode("model_missing")],
  ["fault", withCode("invalid_config")],
  ["fault", new TypeError("x is not a function")],
  ["fault", "a string"],
])("takes for %s: %s", (trouble, error) => {
  expect(judgeDatabaseError(error)).toBe(trouble);
});

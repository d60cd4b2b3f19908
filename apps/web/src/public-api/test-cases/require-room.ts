import { maxTestCases, type TestCase } from "@slipway/schemas/apps/test-case";
import { AppError } from "@slipway/schemas/errors/app-error";

/** Throws `conflict` when the app has no place for another case. */
export function requireRoom(created: TestCase | "full"): TestCase {
  if (created !== "full") return created;
  throw new AppError("conflict", `An app has at most ${maxTestCases} test cases. Remove one first.`);
}

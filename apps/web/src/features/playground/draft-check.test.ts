import { expect, it } from "vitest";
import { readDraftCheck } from "./draft-check.ts";

it("takes what is wrong with the configuration and its model, each by its field, and nothing of the input", () => {
  const warnings = [{ code: "variable_unused", message: "Unused.", path: "variables.0" }];
  const read = readDraftCheck({
    checks: [
      { name: "request", passed: true, message: "" },
      {
        name: "model",
        passed: false,
        message: "Not valid.",
        details: [{ path: "config.model", message: "There is no model a/b." }],
      },
      {
        name: "input",
        passed: false,
        message: "Bad.",
        details: [{ path: "input.message", message: "Bad." }],
      },
    ],
    warnings,
  });
  expect([...read.faults]).toEqual([["model", "There is no model a/b."]]);
  expect(read.warnings).toEqual(warnings);
});

it("keeps what has no field of its own", () => {
  const checks = [{ name: "configuration", passed: false, message: "Cannot run here." } as const];
  expect([...readDraftCheck({ checks, warnings: [] }).faults]).toEqual([["", "Cannot run here."]]);
});

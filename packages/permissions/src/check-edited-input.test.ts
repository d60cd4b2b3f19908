import { expect, it } from "vitest";
import { checkEditedInput, type EditedInput } from "#check-edited-input.ts";

const bash: Omit<EditedInput, "input"> = {
  tool: "bash",
  facts: {
    inputSchema: { type: "object", properties: { command: { type: "string" } }, required: ["command"] },
    access: "execute",
    subject: "command",
  },
  permissions: { default: "ask", rules: [{ tool: "bash", match: "rm *", action: "deny" }] },
};

it("C39 takes what fits and what no rule denies", () => {
  expect(checkEditedInput({ ...bash, input: { command: "ls -l" } })).toBeNull();
});

it("C39 names each fault against the schema", () => {
  expect(checkEditedInput({ ...bash, input: {} })).toBe("command: is missing");
  expect(checkEditedInput({ ...bash, input: { command: 7 } })).toBe("command: must be string");
});

it("C39 refuses what a rule denies, however it is written", () => {
  for (const command of ["rm -r x", "ls; rm  x", "bash -c 'rm x'"])
    expect(checkEditedInput({ ...bash, input: { command } })).toContain(
      "deny it: the rule for bash with rm *",
    );
  const deny = { ...bash, permissions: { default: "deny" as const, rules: [] } };
  expect(checkEditedInput({ ...deny, input: { command: "ls" } })).toContain("the default");
});

import { z } from "zod";
import { idOf } from "#ids.ts";
import { RunInput } from "#runs/run-input.ts";
import { Time } from "#time.ts";

/** How many test cases an app can have. */
export const maxTestCases = 200;

const Name = z.string().trim().max(120);

/** An input that is kept to be tried again, with whatever configuration. */
export const TestCase = z
  .object({
    id: idOf("testCase"),
    name: z.string(),
    input: RunInput,
    createdBy: z.string().nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "TestCase" });
export type TestCase = z.infer<typeof TestCase>;

export const CreateTestCase = z
  .strictObject({
    name: Name.default("").meta({ description: "Left out: the input's first words." }),
    input: RunInput,
  })
  .meta({ id: "CreateTestCase" });
export type CreateTestCase = z.infer<typeof CreateTestCase>;

export const UpdateTestCase = z
  .strictObject({ name: Name.min(1, "Give the case a name.").optional(), input: RunInput.optional() })
  .meta({ id: "UpdateTestCase" });
export type UpdateTestCase = z.infer<typeof UpdateTestCase>;

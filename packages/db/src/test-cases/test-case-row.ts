import type { TestCase } from "@slipway/schemas/apps/test-case";
import { RunInput } from "@slipway/schemas/runs/run-input";
import { Prisma } from "#generated/prisma/client.ts";
import { actorName } from "#people/actor-name.ts";

export type TestCaseRow = {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
};

/** The columns of a {@link TestCaseRow}, from `test_case t`. */
export const testCaseColumns = Prisma.sql`
  t.id, t.name, t.input, ${actorName("t", "created_by")} as created_by, t.created_at, t.updated_at`;

export function toTestCase(row: TestCaseRow): TestCase {
  return {
    id: row.id,
    name: row.name,
    input: RunInput.parse(row.input),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

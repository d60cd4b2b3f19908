import type { UpdateTestCase as Body, TestCase } from "@slipway/schemas/apps/test-case";
import type { PrismaClient } from "#prisma.ts";
import type { TestCasePlace } from "#test-cases/delete-test-case.ts";
import { type TestCaseRow, testCaseColumns, toTestCase } from "#test-cases/test-case-row.ts";

/** Changes what is given of a test case. Null: the app has no such case. */
export async function updateTestCase(
  prisma: PrismaClient,
  { projectId, appId, caseId, name, input }: TestCasePlace & Body,
): Promise<TestCase | null> {
  const newInput = input === undefined ? null : JSON.stringify(input);
  const [row] = await prisma.$queryRaw<TestCaseRow[]>`
    update test_case as t
    set name = coalesce(${name ?? null}, t.name), input = coalesce(${newInput}::jsonb, t.input), updated_at = now()
    where t.project_id = ${projectId} and t.app_id = ${appId} and t.id = ${caseId}
    returning ${testCaseColumns}`;
  return row ? toTestCase(row) : null;
}

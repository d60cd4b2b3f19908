import { type CreateTestCase as Body, maxTestCases, type TestCase } from "@slipway/schemas/apps/test-case";
import { newId } from "@slipway/schemas/ids";
import type { PrismaClient } from "#prisma.ts";
import { nameTestCase } from "#test-cases/name-test-case.ts";
import { type TestCaseRow, testCaseColumns, toTestCase } from "#test-cases/test-case-row.ts";

export type CreateTestCase = Body & {
  readonly projectId: string;
  readonly appId: string;
  /** The id of the person or key that saves it. */
  readonly createdBy: string;
};

/** Saves an input as a test case. `full`: the app has as many as it can have. */
export async function createTestCase(
  prisma: PrismaClient,
  { projectId, appId, name, input, createdBy }: CreateTestCase,
): Promise<TestCase | "full"> {
  return await prisma.$transaction(async (tx) => {
    // One after the other: two savings at once must not both find the last free place.
    await tx.$queryRaw`select 1 from app where project_id = ${projectId} and id = ${appId} for no key update`;
    const rows = await tx.$queryRaw<TestCaseRow[]>`
      insert into test_case as t (project_id, id, app_id, name, input, created_by)
      select ${projectId}, ${newId("testCase")}, ${appId}, ${name || nameTestCase(input)},
        ${JSON.stringify(input)}::jsonb, ${createdBy}
      where (select count(*) from test_case o where o.project_id = ${projectId} and o.app_id = ${appId}) < ${maxTestCases}
      returning ${testCaseColumns}`;
    return rows[0] ? toTestCase(rows[0]) : "full";
  });
}

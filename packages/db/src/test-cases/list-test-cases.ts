import type { TestCase } from "@slipway/schemas/apps/test-case";
import type { PrismaClient } from "#prisma.ts";
import { type TestCaseRow, testCaseColumns, toTestCase } from "#test-cases/test-case-row.ts";

/** All test cases of an app, oldest first. */
export async function listTestCases(
  prisma: PrismaClient,
  { projectId, appId }: { readonly projectId: string; readonly appId: string },
): Promise<TestCase[]> {
  const rows = await prisma.$queryRaw<TestCaseRow[]>`
    select ${testCaseColumns} from test_case t
    where t.project_id = ${projectId} and t.app_id = ${appId}
    order by t.id`;
  return rows.map(toTestCase);
}

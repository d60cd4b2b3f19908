import type { PrismaClient } from "#prisma.ts";

export type TestCasePlace = { readonly projectId: string; readonly appId: string; readonly caseId: string };

/** Removes a test case; runs that tried it stay. `not_found`: the app has no such case. */
export async function deleteTestCase(
  prisma: PrismaClient,
  { projectId, appId, caseId }: TestCasePlace,
): Promise<"deleted" | "not_found"> {
  const { count } = await prisma.testCase.deleteMany({ where: { projectId, appId, id: caseId } });
  return count === 1 ? "deleted" : "not_found";
}

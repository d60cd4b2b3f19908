import { openDb } from "#db.ts";
import { ensureDefaultProject, type Project } from "#people/ensure-default-project.ts";
import { createPrisma, type PrismaClient } from "#prisma.ts";
import { testDatabase } from "#testing/test-database.ts";

export type TestPrisma = AsyncDisposable & {
  readonly db: ReturnType<typeof openDb>;
  readonly prisma: PrismaClient;
  readonly project: Project;
};

/** A migrated database of its own with the web's ORM on it and the first project in it. */
export async function testPrisma(): Promise<TestPrisma> {
  const database = await testDatabase();
  const db = openDb({
    url: database.url,
    maxConnections: 10,
    applicationName: "test",
    onConnectionError: () => undefined,
  });
  const prisma = createPrisma(db);
  return {
    db,
    prisma,
    project: await ensureDefaultProject(prisma),
    async [Symbol.asyncDispose]() {
      await prisma.$disconnect();
      await db.close();
      await database.close();
    },
  };
}

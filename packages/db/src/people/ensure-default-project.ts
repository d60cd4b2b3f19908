import { newId } from "@slipway/schemas/ids";
import type { PrismaClient } from "#prisma.ts";

export type Project = { readonly id: string; readonly name: string };

const slug = "default";

/** The installation's first project, made if it is not there yet. Webs that start together agree on one. */
export async function ensureDefaultProject(prisma: PrismaClient): Promise<Project> {
  await prisma.project.createMany({
    data: { id: newId("project"), slug, name: "Default" },
    skipDuplicates: true,
  });
  return prisma.project.findUniqueOrThrow({ where: { slug }, select: { id: true, name: true } });
}

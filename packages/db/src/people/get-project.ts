import type { Project } from "#people/ensure-default-project.ts";
import type { PrismaClient } from "#prisma.ts";

export async function getProject(prisma: PrismaClient, projectId: string): Promise<Project | null> {
  return await prisma.project.findUnique({ where: { id: projectId }, select: { id: true, name: true } });
}

import type { PrismaClient } from "#prisma.ts";

/** Removes a provider and its key. Runs that name its models fail from now on, saying why. */
export async function deleteProvider(
  prisma: PrismaClient,
  { projectId, providerId }: { readonly projectId: string; readonly providerId: string },
): Promise<"deleted" | "not_found"> {
  const { count } = await prisma.provider.deleteMany({ where: { projectId, id: providerId } });
  return count === 1 ? "deleted" : "not_found";
}

import type { Provider } from "@slipway/schemas/models/provider";
import type { PrismaClient } from "#prisma.ts";
import { providerSelect, toProvider } from "#providers/provider-row.ts";

/** All providers of a project, by name. */
export async function listProviders(prisma: PrismaClient, projectId: string): Promise<Provider[]> {
  const rows = await prisma.provider.findMany({
    where: { projectId },
    orderBy: { name: "asc" },
    select: providerSelect,
  });
  return rows.map(toProvider);
}

import { demoModel } from "@slipway/schemas/models/demo-model";
import type { Model } from "@slipway/schemas/models/model";
import type { PrismaClient } from "#prisma.ts";
import { listProviders } from "#providers/list-providers.ts";
import { toModel } from "#providers/to-model.ts";

/** Every model that a project can use now: those of its providers, and the offline demo last. */
export async function listModels(prisma: PrismaClient, projectId: string): Promise<Model[]> {
  const providers = await listProviders(prisma, projectId);
  return [
    ...providers.flatMap(({ name, api, models }) =>
      models.map((model) => toModel({ provider: name, api, model })),
    ),
    demoModel,
  ];
}

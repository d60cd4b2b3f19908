import { Provider } from "@slipway/schemas/models/provider";

export const providerSelect = {
  id: true,
  name: true,
  api: true,
  baseUrl: true,
  secret: true,
  models: true,
  createdAt: true,
  updatedAt: true,
} as const;

export type ProviderRow = {
  readonly id: string;
  readonly name: string;
  readonly api: string;
  readonly baseUrl: string;
  readonly secret: string | null;
  readonly models: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The provider as everybody may see it: of its key only whether there is one. */
export function toProvider({ secret, createdAt, updatedAt, ...row }: ProviderRow): Provider {
  return Provider.parse({
    ...row,
    hasApiKey: secret !== null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}

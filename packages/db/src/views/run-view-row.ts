import type { RunView } from "@slipway/schemas/public-api/run-view";

export type RunViewRow = {
  readonly id: string;
  readonly user_id: string | null;
  readonly name: string;
  readonly filters: Record<string, string>;
  readonly created_at: Date;
  readonly updated_at: Date;
};

export const runViewColumns = "id, user_id, name, filters, created_at, updated_at";

export function toRunView(row: RunViewRow): RunView {
  return {
    id: row.id,
    name: row.name,
    filters: row.filters,
    isShared: row.user_id === null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

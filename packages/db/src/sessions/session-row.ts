import type { Session } from "@slipway/schemas/runs/session";

export type SessionRow = {
  id: string;
  app_id: string;
  app_slug: string;
  app_name: string;
  title: string;
  active_run_id: string | null;
  last_seq: number;
  created_at: Date;
  updated_at: Date;
};

/** Selects {@link SessionRow}s of the project `$1`; more conditions on `s` and `a` follow. */
export const selectSessions = `select s.id, s.app_id, a.slug as app_slug, a.name as app_name, s.title, s.active_run_id,
    s.last_seq, s.created_at, s.updated_at
  from session s join app a on a.project_id = s.project_id and a.id = s.app_id
  where s.project_id = $1`;

export function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    app: { id: row.app_id, slug: row.app_slug, name: row.app_name },
    title: row.title,
    activeRunId: row.active_run_id,
    seq: row.last_seq,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

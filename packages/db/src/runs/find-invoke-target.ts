import type { AppType } from "@slipway/schemas/apps/app-type";
import { askTogether } from "#ask-together.ts";
import type { Db } from "#db.ts";
import { runTogether } from "#journeys.ts";
import { sentRun } from "#runs/sent-run.ts";
import { statement } from "#statement.ts";

export type FindInvokeTarget = {
  readonly projectId: string;
  /** An app by its id or slug, or the app of a session. */
  readonly target: { readonly app: string } | { readonly sessionId: string };
  readonly revision: number | null;
  /** Null: production's deployment where there is one, else the newest revision. */
  readonly environment: string | null;
  readonly clientMessageId: string | null;
};

export type InvokeTarget = {
  readonly app: { readonly id: string; readonly slug: string; readonly type: AppType };
  readonly isArchived: boolean;
  /** Null: the revision or environment that was asked for does not exist. */
  readonly revision: number | null;
  /** A provider of the project lists the model of that revision. False says nothing of models that no provider lists. */
  readonly hasModel: boolean;
  /** The environment whose deployment decided. */
  readonly environment: string | null;
  /** The run that an earlier sending of the same message made. */
  readonly repeated: { readonly runId: string; readonly requestHash: string | null } | null;
};

type Row = {
  id: string;
  slug: string;
  type: AppType;
  is_archived: boolean;
  revision: number | null;
  deployed: number | null;
  has_model: boolean;
  repeated_run_id: string | null;
  request_hash: string | null;
};

// One statement for everything that starting a run has to know of its app: it stands between the caller and the model.
const targetStatement = (name: string, appIs: string) =>
  statement<Row>(
    name,
    `select a.id, a.slug, a.type, a.archived_at is not null as is_archived, d.revision as deployed,
       r.number as revision, ${hasModel("r.config->>'model'")} as has_model, earlier.id as repeated_run_id, earlier.request_hash
     from app a
     left join lateral (
       select revision from deployment
       where project_id = a.project_id and app_id = a.id and environment = coalesce($4, 'production')
       order by number desc limit 1
     ) d on $3::bigint is null
     left join revision r on r.project_id = a.project_id and r.app_id = a.id
       and r.number = coalesce($3::bigint, d.revision, case when $4::text is null then a.latest_revision end)
     left join lateral (
       ${sentRun({ project: "a.project_id", app: "a.id", clientMessageId: "$5" })}
     ) earlier on $5::text is not null
     where a.project_id = $1 and ${appIs}`,
  );

/** SQL for whether a provider of the project lists the model that a text names as `provider/model-id`. */
function hasModel(ref: string): string {
  return `exists (
       select from provider p
       where p.project_id = a.project_id and p.name = split_part(${ref}, '/', 1)
         and p.models @> jsonb_build_array(jsonb_build_object('id', substr(${ref}, strpos(${ref}, '/') + 1)))
     )`;
}

const byAppStatement = targetStatement("find-invoke-target", "(a.id = $2 or a.slug = $2)");
const bySessionStatement = targetStatement(
  "find-session-invoke-target",
  "a.id = (select app_id from session where project_id = $1 and id = $2)",
);

const together = askTogether<InvokeTarget | null>();

/** What a request to run an app meets. Null: the project has no such app or session. */
export function findInvokeTarget(db: Db, wanted: FindInvokeTarget): Promise<InvokeTarget | null> {
  // Many callers of one app are the same question; what a client has named is one of its own.
  if (wanted.clientMessageId !== null || !("app" in wanted.target)) return find(db, wanted);
  const { projectId, target, revision, environment } = wanted;
  const key = JSON.stringify([db.url, projectId, target.app, revision, environment]);
  return together(key, () => find(db, wanted));
}

async function find(
  db: Db,
  { projectId, target, revision, environment, clientMessageId }: FindInvokeTarget,
): Promise<InvokeTarget | null> {
  const [statement, which] =
    "app" in target ? [byAppStatement, target.app] : [bySessionStatement, target.sessionId];
  const values = [projectId, which, revision, environment, clientMessageId];
  const [row] = await runTogether(db, { statement, values });
  if (!row) return null;
  return {
    app: { id: row.id, slug: row.slug, type: row.type },
    isArchived: row.is_archived,
    revision: row.revision,
    hasModel: row.has_model,
    environment: row.deployed === null ? environment : (environment ?? "production"),
    repeated: row.repeated_run_id ? { runId: row.repeated_run_id, requestHash: row.request_hash } : null,
  };
}

import type { AppType } from "@slipway/schemas/apps/app-type";
import { askTogether } from "#ask-together.ts";
import type { Db } from "#db.ts";
import { runTogether } from "#journeys.ts";
import { createRecentlyUsed, type RecentlyUsed } from "#recently-used.ts";
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
     left join lateral (${deployed("$4::text")}) d on $3::bigint is null
     left join revision r on r.project_id = a.project_id and r.app_id = a.id
       and r.number = ${meantRevision({ revision: "$3::bigint", environment: "$4::text" })}
     left join lateral (
       ${sentRun({ project: "a.project_id", app: "a.id", clientMessageId: "$5" })}
     ) earlier on $5::text is not null
     where a.project_id = $1 and ${appIs}`,
  );

/** SQL for the deployment that decides in an environment, of `a`, an app. */
function deployed(environment: string): string {
  return `select revision from deployment
       where project_id = a.project_id and app_id = a.id and environment = coalesce(${environment}, 'production')
       order by number desc limit 1`;
}

/** SQL for the number of the revision that is meant, where `d` is that deployment. */
function meantRevision({ revision, environment }: { revision: string; environment: string }): string {
  return `coalesce(${revision}, d.revision, case when ${environment} is null then a.latest_revision end)`;
}

type SqlOfTarget = {
  /** What was found. */
  readonly project: string;
  readonly app: string;
  readonly slug: string;
  readonly revision: string;
  readonly environment: string;
  readonly model: string;
  readonly clientMessageId: string;
  /** What was asked for. */
  readonly wantedRevision: string;
  readonly wantedEnvironment: string;
};

/** SQL for whether what was asked for still leads to what was found, and has not been sent before. */
export function isStillTarget(of: SqlOfTarget): string {
  const wanted = { revision: of.wantedRevision, environment: of.wantedEnvironment };
  return `exists (
       select from app a left join lateral (${deployed(wanted.environment)}) d on ${wanted.revision} is null
       where a.project_id = ${of.project} and a.id = ${of.app} and a.slug = ${of.slug} and a.archived_at is null
         and ${meantRevision(wanted)} = ${of.revision}
         and ${of.environment} is not distinct from
           case when d.revision is null then ${wanted.environment} else coalesce(${wanted.environment}, 'production') end
         and ${hasModel(of.model)}
         and (${of.clientMessageId} is null or not exists (
           ${sentRun({ project: "a.project_id", app: "a.id", clientMessageId: of.clientMessageId })}
         ))
     )`;
}

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

const remembered = new WeakMap<Db["pool"], RecentlyUsed<InvokeTarget>>();
const mostRemembered = 500;

/**
 * What the same request met the last time that it was asked here: a revision whose model a provider lists, of an app that
 * can run. It may hold no more: whoever goes by it has it checked with what he writes ({@link isStillTarget}).
 */
export function recallInvokeTarget(db: Db, wanted: FindInvokeTarget): InvokeTarget | null {
  return "app" in wanted.target ? (remembered.get(db.pool)?.get(keyOf(wanted)) ?? null) : null;
}

function remember(db: Db, wanted: FindInvokeTarget, found: InvokeTarget | null): void {
  const known = remembered.get(db.pool) ?? createRecentlyUsed<InvokeTarget>(mostRemembered);
  remembered.set(db.pool, known);
  const canRun = found && !found.isArchived && found.revision !== null && found.hasModel;
  if (canRun) known.add(keyOf(wanted), { ...found, repeated: null });
  else known.delete(keyOf(wanted));
}

function keyOf({ projectId, target, revision, environment }: FindInvokeTarget): string {
  return JSON.stringify([projectId, target, revision, environment]);
}

/** What a request to run an app meets. Null: the project has no such app or session. */
export async function findInvokeTarget(db: Db, wanted: FindInvokeTarget): Promise<InvokeTarget | null> {
  // Many callers of one app are the same question; what a client has named is one of its own.
  const isOfItsOwn = wanted.clientMessageId !== null || !("app" in wanted.target);
  const found = await (isOfItsOwn
    ? find(db, wanted)
    : together(`${db.url} ${keyOf(wanted)}`, () => find(db, wanted)));
  if ("app" in wanted.target) remember(db, wanted, found);
  return found;
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

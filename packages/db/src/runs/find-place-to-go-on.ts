import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { Sql } from "#db.ts";
import { toEvent } from "#events/read-events.ts";
import { readRange } from "#messages/read-range.ts";
import type { Continues, RunRow } from "#runs/run-row.ts";
import { run, statement } from "#statement.ts";

/** Where in the record and the transcript a retry begins. */
export type PlaceToGoOn = {
  readonly kind: "found";
  readonly continues: Continues | null;
  readonly rewind: { readonly seq: number; readonly ordinal: number } | null;
};

export type FoundPlace =
  | PlaceToGoOn
  | { readonly kind: "no_checkpoint"; readonly checkpointIds: readonly string[] };

type ChainRow = { id: string; first_seq: number; continues: Continues | null };

// A run that goes on from a step of another one belongs together with it, and with those that that one has retried.
const chainStatement = statement<ChainRow>(
  "read-retry-chain",
  `with recursive chain as (
     select id, first_seq, retry_of, continues, 1 as place from run where project_id = $1 and id = $2
     union all
     select r.id, r.first_seq, r.retry_of, r.continues, chain.place + 1
     from chain join run r on r.project_id = $1 and r.id = chain.retry_of
     where chain.continues is not null
   )
   select id, first_seq, continues from chain order by place`,
);

type CheckpointRow = { id: string; run_id: string; seq: number; entry_seq: number; entry_ordinal: number };

const checkpointsStatement = statement<CheckpointRow>(
  "list-chain-checkpoints",
  `select id, run_id, seq, entry_seq, entry_ordinal from checkpoint
   where project_id = $1 and session_id = $2 and run_id = any($3::text[]) and step > 0
   order by seq`,
);

/**
 * Finds where a retry of a run begins: with its message, or after one of its steps. The steps that it went on from itself
 * count as its own. To act on it, lock the session first.
 */
export async function findPlaceToGoOn(
  sql: Sql,
  row: Pick<RunRow, "project_id" | "session_id" | "id">,
  checkpointId: string | null,
): Promise<FoundPlace> {
  const chain = await run(sql, chainStatement, [row.project_id, row.id]);
  const root = chain.at(-1);
  if (!root) throw new Error(`The run ${row.id} is gone`);
  if (checkpointId === null) {
    // What it went on from was another run's: that goes, too.
    const rewind = chain.length === 1 ? null : { seq: root.first_seq - 1, ordinal: maxOrdinal };
    return { kind: "found", continues: null, rewind };
  }
  const ids = chain.map(({ id }) => id);
  const all = await run(sql, checkpointsStatement, [row.project_id, row.session_id, ids]);
  const usable = all.filter((checkpoint) => isKept(checkpoint, chain, all));
  const checkpoint = usable.find(({ id }) => id === checkpointId);
  if (!checkpoint) return { kind: "no_checkpoint", checkpointIds: usable.map(({ id }) => id) };
  const keeps = await findLastPart(sql, row, { from: root.first_seq, upTo: checkpoint.seq });
  return {
    kind: "found",
    continues: { checkpointId, ...(keeps ? { keeps } : {}) },
    rewind: { seq: checkpoint.entry_seq, ordinal: checkpoint.entry_ordinal },
  };
}

const maxOrdinal = 2_147_483_647;

/** No run of the chain that came later began at a step before this one. */
function isKept({ seq }: CheckpointRow, chain: readonly ChainRow[], all: readonly CheckpointRow[]): boolean {
  return chain.every(({ first_seq, continues }) => {
    if (continues === null || first_seq < seq) return true;
    const from = all.find(({ id }) => id === continues.checkpointId);
    return from !== undefined && seq <= from.seq;
  });
}

type Range = { readonly from: number; readonly upTo: number };

/** The last part of the transcript at a step. */
async function findLastPart(
  sql: Sql,
  { project_id: projectId, session_id: sessionId }: Pick<RunRow, "project_id" | "session_id">,
  { from, upTo }: Range,
): Promise<Continues["keeps"] | null> {
  const rows = await readRange(sql, { projectId, sessionId, after: from - 1, upTo, deltasAfter: upTo });
  const { messages } = foldEvents(rows.map(toEvent).filter((event) => event !== null));
  const last = messages.findLast(({ role, superseded }) => role === "assistant" && !superseded);
  const part = last?.parts.at(-1);
  return last && part ? { messageId: last.id, partId: part.id } : null;
}

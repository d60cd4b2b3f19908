/** SQL: no other run has begun to give this one's answer anew. The arguments are columns: the run's project and id. */
export function isNotSuperseded(projectId: string, runId: string): string {
  return `not exists (
    select 1 from run again
    where again.project_id = ${projectId} and again.retry_of = ${runId} and again.started_at is not null
  )`;
}

/**
 * SQL: the retries of a session that have begun, as a named subquery for {@link isInRecord}. The arguments are the project,
 * the session, and the number of the log up to which they count.
 */
export function retriesOf(projectId: string, sessionId: string, upTo: string | null = null): string {
  return `retries as materialized (
    select retry_of, first_seq, rewind_seq, rewind_ordinal from run
    where project_id = ${projectId} and session_id = ${sessionId} and retry_of is not null and started_at is not null
      ${upTo === null ? "" : `and first_seq <= ${upTo}`}
  )`;
}

/**
 * SQL: a harness entry is part of what the model sees. A retry takes out what the run before it has left, or else
 * everything between the place that it goes on from and its own beginning. The argument is the entry's alias.
 */
export function isInRecord(entry: string): string {
  return `not exists (
    select 1 from retries t
    where ${entry}.seq < t.first_seq and case
      when t.rewind_seq is null then t.retry_of = ${entry}.run_id
      else (${entry}.seq, ${entry}.ordinal) > (t.rewind_seq, t.rewind_ordinal)
    end
  )`;
}

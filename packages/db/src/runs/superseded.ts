/** SQL: no other run has begun to give this one's answer anew. The arguments are columns: the run's project and id. */
export function isNotSuperseded(projectId: string, runId: string): string {
  return `not exists (
    select 1 from run again
    where again.project_id = ${projectId} and again.retry_of = ${runId} and again.started_at is not null
  )`;
}

/** SQL for a run's place in its session's line, counted from 1; null unless it is queued. `alias` is the run's table. */
export function queuePosition(alias: string): string {
  return `case when ${alias}.status = 'queued' then (
    select count(*)::int from run q
    where q.project_id = ${alias}.project_id and q.session_id = ${alias}.session_id and q.status = 'queued'
      and q.queue_rank <= ${alias}.queue_rank
  ) end`;
}

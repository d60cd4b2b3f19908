type SentRun = { readonly project: string; readonly app: string; readonly clientMessageId: string };

/**
 * SQL for the run that a message under this `clientMessageId` went to, as `id`, with its `request_hash`: the run that it
 * started, or the one that it steers or has steered.
 */
export function sentRun({ project, app, clientMessageId }: SentRun): string {
  return `select case when sent.status = 'queued' then coalesce(sent.steers, sent.id) else sent.id end as id,
      sent.request_hash
    from run sent
    where sent.project_id = ${project} and sent.app_id = ${app} and sent.client_message_id = ${clientMessageId}
    union all
    select taken.run_id, taken.request_hash from steer taken
    where taken.project_id = ${project} and taken.app_id = ${app} and taken.client_message_id = ${clientMessageId}`;
}

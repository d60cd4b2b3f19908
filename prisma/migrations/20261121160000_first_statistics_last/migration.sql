-- What the tables will look like, told anew: a migration that makes an index on an empty table has PostgreSQL count that
-- nothing is in it, and the plans go by that. Whichever migration does so ends with SELECT "assume_statistics"().
CREATE FUNCTION "assume_statistics"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "session") OR EXISTS (SELECT FROM "run") OR EXISTS (SELECT FROM "span") THEN
    RETURN;
  END IF;

  INSERT INTO "session" ("project_id", "id", "app_id", "title", "last_seq", "active_run_id", "lease_token", "last_flush_id")
  SELECT 'project-' || n % 8, 'session-' || n, 'app-' || n % 40, 'Title ' || n, n % 60,
    CASE WHEN n % 50 = 0 THEN 'run-' || n * 2 END,
    CASE WHEN n % 50 = 0 THEN gen_random_uuid() END,
    gen_random_uuid()
  FROM generate_series(1, 2000) n;

  ALTER TABLE "run" DISABLE TRIGGER "guard_run_status";
  INSERT INTO "run" (
    "project_id", "id", "session_id", "app_id", "app_slug", "app_type", "revision", "model", "status", "stop_reason", "input",
    "message_id", "client_message_id", "retry_of", "steers", "budget", "durable", "attempt", "queue_rank", "ready_at",
    "runner_id", "source", "trace_id", "first_seq", "last_seq", "started_at", "finished_at"
  )
  SELECT 'project-' || s % 8, 'run-' || n, 'session-' || s, 'app-' || s % 40, 'app-' || s % 40, 'chat', 1, 'provider/model',
    status, CASE status WHEN 'completed' THEN 'completed' WHEN 'failed' THEN 'error' END, '{"message": "Hello"}',
    'message-' || n, CASE WHEN n % 2 = 0 THEN 'client-' || n END, CASE WHEN n % 40 = 0 THEN 'run-' || n - 1 END,
    CASE WHEN n % 200 = 1 THEN 'run-' || n - 1 END, '{}', true, 1, 1,
    CASE WHEN n % 200 = 3 THEN now() END, CASE WHEN status <> 'queued' THEN 'runner-' || n % 3 END, 'api',
    'trace-' || n, 1, CASE WHEN status IN ('completed', 'failed') THEN n % 60 END,
    CASE WHEN status <> 'queued' THEN now() END, CASE WHEN status IN ('completed', 'failed') THEN now() END
  FROM (
    SELECT n, (n + 1) / 2 AS s,
      CASE WHEN n % 100 IN (1, 3) THEN 'queued' WHEN n % 100 = 0 THEN 'running' WHEN n % 20 = 7 THEN 'failed' ELSE 'completed' END
        AS status
    FROM generate_series(1, 4000) n
  ) runs;
  ALTER TABLE "run" ENABLE TRIGGER "guard_run_status";

  INSERT INTO "session_event" ("project_id", "session_id", "seq", "run_id", "type", "at", "data")
  SELECT 'project-' || s % 8, 'session-' || s, seq, 'run-' || s * 2 - seq % 2,
    (ARRAY['message.created', 'run.queued', 'run.started', 'turn.started', 'text.started', 'text.delta', 'text.delta',
      'text.delta', 'text.finished', 'turn.finished', 'run.finished'])[1 + seq % 11], now(), '{}'
  FROM generate_series(1, 2000) s, generate_series(1, 12) seq;

  INSERT INTO "harness_entry" ("project_id", "session_id", "seq", "ordinal", "run_id", "harness", "data")
  SELECT 'project-' || s % 8, 'session-' || s, seq * 6, ordinal, 'run-' || s * 2 - seq % 2, 'llm', '{}'
  FROM generate_series(1, 2000) s, generate_series(1, 2) seq, generate_series(1, 2) ordinal;

  INSERT INTO "span" ("project_id", "trace_id", "span_id", "name", "kind", "start_time", "end_time", "status_code", "attributes")
  SELECT 'project-' || n % 8, 'trace-' || n, 'span-' || i, 'chat', 'internal', now(), now(), 'ok', '{}'
  FROM generate_series(1, 4000) n, generate_series(1, 3) i;

  ANALYZE "session", "run", "session_event", "harness_entry", "span";
  TRUNCATE "session", "run", "session_event", "harness_entry", "span";
END $$;

SELECT "assume_statistics"();

-- The run history stays fast at a million runs. What the list filters by stands in narrow rows of its own, and what was
-- said in words to look for. Both are written a moment after a run has ended, so that no run pays for the indexes.

-- CreateTable
CREATE TABLE "run_fact" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "app_id" TEXT NOT NULL,
    "app_type" TEXT NOT NULL,
    "revision" INTEGER,
    "environment" TEXT,
    "model" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stop_reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "user_id" TEXT,
    "tokens" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT,
    "duration_ms" BIGINT,
    "ttft_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_fact_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "run_text" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "run_text_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "run_due" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,

    CONSTRAINT "run_due_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "run_fact_project_id_session_id_id_idx" ON "run_fact"("project_id", "session_id", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_app_id_id_idx" ON "run_fact"("project_id", "app_id", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_status_id_idx" ON "run_fact"("project_id", "status", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_stop_reason_id_idx" ON "run_fact"("project_id", "stop_reason", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_model_id_idx" ON "run_fact"("project_id", "model", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_source_id_idx" ON "run_fact"("project_id", "source", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_environment_id_idx" ON "run_fact"("project_id", "environment", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_user_id_id_idx" ON "run_fact"("project_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "run_fact_project_id_duration_ms_idx" ON "run_fact"("project_id", "duration_ms");

-- CreateIndex
CREATE INDEX "run_fact_project_id_cost_micro_usd_idx" ON "run_fact"("project_id", "cost_micro_usd");

-- CreateIndex
CREATE INDEX "run_text_words_idx" ON "run_text" USING GIN ("words");


-- What follows is beyond Prisma's schema language.

-- A writing without spaces has no words for the parser: each of its characters counts as one.
CREATE FUNCTION "spaced_text"(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(said, '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])', ' \1 ', 'g')
$$;

-- The words of a run, with its project as one that nobody can write: a search never reads what belongs to others. What is too long to be
-- kept with the words' places is kept without; then phrases are not found, words are.
CREATE FUNCTION "run_words"(project_id text, input jsonb, output text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  said text := "spaced_text"(
    concat_ws(' ', input->>'message', (
      SELECT string_agg(value #>> '{}', ' ') FROM (
        SELECT jsonb_path_query(input, '$.messages[*].content') AS value
        UNION ALL SELECT jsonb_path_query(input, '$.variables.*')
      ) parts
    ), output));
  mark tsvector := array_to_tsvector(ARRAY['=' || project_id]);
BEGIN
  RETURN mark || to_tsvector('simple', left(said, 250000));
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN mark || strip(to_tsvector('simple', left(said, 50000)));
END $$;

CREATE FUNCTION "note_run_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_due" ("project_id", "id") VALUES (NEW.project_id, NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER "note_run_end" AFTER UPDATE ON "run"
  FOR EACH ROW WHEN (OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL)
  EXECUTE FUNCTION "note_run_end"();

-- Those that wait for people are few.
CREATE INDEX IF NOT EXISTS "run_waiting" ON "run" ("project_id") WHERE status = 'waiting';

-- Runs that ended before.
INSERT INTO "run_due" ("project_id", "id") SELECT "project_id", "id" FROM "run" WHERE "finished_at" IS NOT NULL;

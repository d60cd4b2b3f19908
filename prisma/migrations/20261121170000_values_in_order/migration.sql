-- JSONB sorts the keys of an object. The order of a schema's properties is the order in which a model is asked for them
-- and answers, so configurations and what runs put out are kept as they were written.
ALTER TABLE "revision" ALTER COLUMN "config" TYPE JSON USING "config"::json;

ALTER TABLE "run"
  ALTER COLUMN "draft_config" TYPE JSON USING "draft_config"::json,
  ALTER COLUMN "output_data" TYPE JSON USING "output_data"::json;

-- JSON has no equality: a run that is final is compared byte by byte.
CREATE OR REPLACE FUNCTION "guard_run_status"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'queued' THEN
      RAISE EXCEPTION 'a run starts as queued, not as %', NEW.status USING ERRCODE = 'SW001';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.status IN ('completed', 'failed', 'cancelled') THEN
    IF NEW *<> OLD THEN
      RAISE EXCEPTION 'run % is final (%) and cannot change', OLD.id, OLD.status USING ERRCODE = 'SW001';
    END IF;
  ELSIF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY[
    'queued>starting', 'queued>cancelled', 'queued>failed',
    'starting>running', 'starting>queued', 'starting>cancelled', 'starting>failed',
    'running>waiting', 'running>queued', 'running>completed', 'running>failed', 'running>cancelled',
    'waiting>queued', 'waiting>cancelled', 'waiting>failed'
  ]) THEN
    RAISE EXCEPTION 'run % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'SW001';
  END IF;
  RETURN NEW;
END $$;

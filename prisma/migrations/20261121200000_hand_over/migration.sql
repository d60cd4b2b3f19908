-- Of the runs that one project may have at work at once. Null: the runner takes what it claims, and is handed nothing.
ALTER TABLE "runner" ADD COLUMN "project_limit" INTEGER;

-- A run that a runner gets as it is stored begins as starting.
CREATE OR REPLACE FUNCTION "guard_run_status"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'queued' AND NOT (NEW.status = 'starting' AND NEW.runner_id IS NOT NULL) THEN
      RAISE EXCEPTION 'a run starts as queued, or as starting with its runner, not as %', NEW.status USING ERRCODE = 'SW001';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.status IN ('completed', 'failed', 'cancelled') THEN
    IF NEW *<> OLD THEN
      RAISE EXCEPTION 'run % is final (%) and cannot change', OLD.id, OLD.status USING ERRCODE = 'SW001';
    END IF;
  ELSIF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY[
    'queued>starting', 'queued>cancelled', 'queued>failed',
    'starting>running', 'starting>queued', 'starting>completed', 'starting>cancelled', 'starting>failed',
    'running>waiting', 'running>queued', 'running>completed', 'running>failed', 'running>cancelled',
    'waiting>queued', 'waiting>cancelled', 'waiting>failed'
  ]) THEN
    RAISE EXCEPTION 'run % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'SW001';
  END IF;
  RETURN NEW;
END $$;

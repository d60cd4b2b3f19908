-- What the charts of the history sum up: by the hour, all runs of a project and those of each value that can be filtered
-- by. A chart over years of a million runs reads hours instead of runs.

-- CreateTable
CREATE TABLE "run_hour" (
    "project_id" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "runs" INTEGER NOT NULL,
    "completed" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "tokens" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT NOT NULL,
    "durations" INTEGER[],

    CONSTRAINT "run_hour_pkey" PRIMARY KEY ("project_id","dimension","value","hour")
);


-- What follows is beyond Prisma's schema language.

-- The class of a duration: each is 5 % wide. The first one is 1, as the places of arrays are.
CREATE FUNCTION "duration_class"(ms bigint) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 1 + floor(20 * ln(ms + 1))::int
$$;

-- How many durations are in each class, in the order of the classes.
CREATE FUNCTION "count_durations"(ms bigint[]) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(coalesce(n, 0) ORDER BY class), '{}')
  FROM generate_series(1, (SELECT max("duration_class"(one)) FROM unnest(ms) one)) class
  LEFT JOIN (
    SELECT "duration_class"(one) AS class, count(*)::int AS n FROM unnest(ms) one WHERE one IS NOT NULL GROUP BY 1
  ) counted USING (class)
$$;

CREATE FUNCTION "add_counts"(one int[], other int[]) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place), '{}')
  FROM unnest(one, other) WITH ORDINALITY AS both_counts(a, b, place)
$$;

-- Runs that ended before.
INSERT INTO "run_hour"
SELECT f.project_id, d.dimension, d.value, date_trunc('hour', f.created_at, 'UTC'), count(*),
  count(*) FILTER (WHERE f.status = 'completed'), count(*) FILTER (WHERE f.status = 'failed'),
  count(*) FILTER (WHERE f.status = 'cancelled'), sum(f.tokens), coalesce(sum(f.cost_micro_usd), 0),
  "count_durations"(array_agg(f.duration_ms))
FROM "run_fact" f CROSS JOIN LATERAL (VALUES
  ('', ''), ('appId', f.app_id), ('type', f.app_type), ('revision', f.revision::text), ('environment', f.environment),
  ('model', f.model), ('status', f.status), ('stopReason', f.stop_reason), ('source', f.source)
) d(dimension, value) WHERE d.value IS NOT NULL GROUP BY 1, 2, 3, 4;

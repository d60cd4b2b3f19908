-- AlterTable
ALTER TABLE "runner" ADD COLUMN     "telemetry" JSON;

-- CreateTable
CREATE TABLE "feedback" (
    "project_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "rating" TEXT NOT NULL,
    "note" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("project_id","run_id","author")
);

-- CreateTable
CREATE TABLE "run_minute" (
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "project_id" TEXT NOT NULL,
    "runs" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "tokens" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT NOT NULL,

    CONSTRAINT "run_minute_pkey" PRIMARY KEY ("minute","project_id")
);

-- CreateTable
CREATE TABLE "rollup" (
    "name" TEXT NOT NULL,
    "until" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "feedback_project_id_session_id_idx" ON "feedback"("project_id", "session_id");

-- CreateIndex
CREATE INDEX "feedback_project_id_rating_run_id_idx" ON "feedback"("project_id", "rating", "run_id");

-- Block ranges instead of rows: next to nothing to keep up while runs end, and what ended lately is found by it.
CREATE INDEX "run_finished" ON "run" USING brin ("finished_at") WITH (pages_per_range = 32, autosummarize = on) WHERE finished_at IS NOT NULL;

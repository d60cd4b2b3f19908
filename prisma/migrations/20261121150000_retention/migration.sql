-- Sessions that nobody has used for so long are removed with everything that belongs to them.

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "retention_days" INTEGER;

-- AlterTable
ALTER TABLE "run_fact" ADD COLUMN     "trace_id" TEXT;

-- CreateIndex
CREATE INDEX "run_fact_project_id_trace_id_idx" ON "run_fact"("project_id", "trace_id");


-- What follows is beyond Prisma's schema language.

UPDATE "run_fact" f SET "trace_id" = r."trace_id" FROM "run" r WHERE r."project_id" = f."project_id" AND r."id" = f."id";

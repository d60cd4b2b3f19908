-- AlterTable
ALTER TABLE "run" ADD COLUMN     "retry_of" TEXT;

-- Beyond Prisma's schema language: whether an answer was given anew is asked for each time that a session is read.
CREATE INDEX "run_retries" ON "run" ("project_id", "retry_of") WHERE retry_of IS NOT NULL AND started_at IS NOT NULL;

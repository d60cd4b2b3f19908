-- AlterTable
ALTER TABLE "run" ADD COLUMN     "steers" TEXT;

-- CreateTable
CREATE TABLE "steer" (
    "project_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,
    "app_id" TEXT NOT NULL,
    "client_message_id" TEXT,
    "request_hash" TEXT,

    CONSTRAINT "steer_pkey" PRIMARY KEY ("project_id","message_id")
);

-- CreateIndex
CREATE INDEX "steer_project_id_run_id_idx" ON "steer"("project_id", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "steer_project_id_app_id_client_message_id_key" ON "steer"("project_id", "app_id", "client_message_id");

-- Beyond Prisma's schema language: the few messages that wait to be taken into a run.
CREATE INDEX "run_steers" ON "run" ("project_id", "steers") WHERE steers IS NOT NULL;

-- Retries that go on from a checkpoint, what an edited approval is held to, and files that people add to a workspace.

-- AlterTable
ALTER TABLE "approval" ADD COLUMN     "tool_facts" JSON;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "continues" JSONB,
ADD COLUMN     "rewind_ordinal" INTEGER,
ADD COLUMN     "rewind_seq" INTEGER;

-- CreateTable
CREATE TABLE "upload" (
    "project_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("project_id","session_id","path")
);


-- What follows is beyond Prisma's schema language.

-- What the model sees of a session leaves out what was answered anew: asked for whenever a run is prepared.
CREATE INDEX "run_retries_of_session" ON "run" ("project_id", "session_id") WHERE retry_of IS NOT NULL AND started_at IS NOT NULL;

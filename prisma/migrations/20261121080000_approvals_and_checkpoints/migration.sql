-- What a run waits for a person with, and the points that a session can be forked from.

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "approvals" JSONB,
ADD COLUMN     "parks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "waited_ms" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "waiting_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "forked_from" TEXT,
ADD COLUMN     "snapshot" JSON;

-- CreateTable
CREATE TABLE "approval" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSON NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "scope" TEXT,
    "edited_input" JSON,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "comment" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "entry_seq" INTEGER NOT NULL,
    "entry_ordinal" INTEGER NOT NULL,
    "snapshot" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "approval_project_id_run_id_idx" ON "approval"("project_id", "run_id");

-- CreateIndex
CREATE INDEX "checkpoint_project_id_session_id_seq_idx" ON "checkpoint"("project_id", "session_id", "seq");


-- What follows is beyond Prisma's schema language.

-- A decision stands: the first one wins, whoever comes second.
CREATE FUNCTION "guard_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'pending' THEN
    RAISE EXCEPTION 'approval % is decided (%) and cannot change', OLD.id, OLD.status USING ERRCODE = 'SW003';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "guard_approval" BEFORE UPDATE ON "approval" FOR EACH ROW EXECUTE FUNCTION "guard_approval"();
ALTER TABLE "approval" ADD CONSTRAINT "approval_status" CHECK (
  status IN ('pending', 'allowed', 'denied', 'expired', 'moot') AND (status = 'pending') = (decided_at IS NULL)
);

-- The inbox of a project; what nobody answers in time; what was allowed for a whole session.
CREATE INDEX "approval_pending" ON "approval" ("project_id", "id") WHERE status = 'pending';
CREATE INDEX "approval_expiring" ON "approval" ("expires_at") WHERE status = 'pending';
CREATE INDEX "approval_grants" ON "approval" ("project_id", "session_id") WHERE status = 'allowed' AND scope = 'session';

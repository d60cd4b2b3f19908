-- CreateTable
CREATE TABLE "test_case" (
    "project_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "app_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_case_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "test_case_project_id_app_id_id_idx" ON "test_case"("project_id", "app_id", "id");

-- AddForeignKey
ALTER TABLE "test_case" ADD CONSTRAINT "test_case_project_id_app_id_fkey" FOREIGN KEY ("project_id", "app_id") REFERENCES "app"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

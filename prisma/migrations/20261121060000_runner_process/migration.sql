-- A runner's process, named so that another one of its machine can tell whether it has ended.

-- AlterTable
ALTER TABLE "runner" ADD COLUMN "process" TEXT;

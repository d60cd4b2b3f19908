-- AlterTable
ALTER TABLE "project" ADD COLUMN     "captures_content" BOOLEAN NOT NULL DEFAULT true;

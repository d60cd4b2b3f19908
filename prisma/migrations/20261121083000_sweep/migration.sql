-- CreateTable
CREATE TABLE "sweep" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "swept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("id")
);

-- The one row whose time says whose turn it is.
INSERT INTO "sweep" ("id", "swept_at") VALUES (1, '2000-01-01');

-- What charts with several filters are counted by: of each day that is over, which of its runs have a value, a bit for each.

-- CreateTable
CREATE TABLE "run_bits" (
    "project_id" TEXT NOT NULL,
    "day" TIMESTAMPTZ(0) NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "bits" bit varying NOT NULL,

    CONSTRAINT "run_bits_pkey" PRIMARY KEY ("project_id","day","field","value")
);

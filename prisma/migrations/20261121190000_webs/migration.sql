-- CreateTable
CREATE TABLE "web" (
    "id" TEXT NOT NULL,
    "contract_version" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "telemetry" JSON,

    CONSTRAINT "web_pkey" PRIMARY KEY ("id")
);

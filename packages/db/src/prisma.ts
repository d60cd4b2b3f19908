import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { schemaName } from "#connection-config.ts";
import type { Db } from "#db.ts";
import { Prisma, PrismaClient } from "#generated/prisma/client.ts";

export type { PrismaClient };

/** A connection inside a transaction, or the client itself. */
export type PrismaTx = Prisma.TransactionClient;

/** The ORM on the process's one pool: closing the pool is all that ends it. Only the web loads this. */
export function createPrisma(db: Db): PrismaClient {
  const schema = schemaName(db.url);
  const adapter = new PrismaPg(db.pool, {
    ...(schema ? { schema } : {}),
    // Each statement is planned once per connection, under a name made from its text.
    statementNameGenerator: ({ sql }) => `prisma-${createHash("sha1").update(sql).digest("base64url")}`,
  });
  // A busy pool is waited for as long as a person would wait, not for Prisma's two seconds.
  const transactionOptions = { maxWait: 15_000, timeout: 15_000 };
  return new PrismaClient({ adapter, errorFormat: "minimal", transactionOptions });
}

/** Whether a write was refused because another row has the same value in a unique column. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

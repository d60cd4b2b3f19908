import type { PrismaClient } from "#prisma.ts";

export type CountAttempt = {
  readonly key: string;
  readonly windowSeconds: number;
  readonly maxAttempts: number;
};

/**
 * Counts an attempt against a limit that all webs share. A window starts with its first attempt. One statement, so that
 * a hundred attempts at once cannot all read the count before any of them raised it.
 */
export async function countAttempt(
  prisma: PrismaClient,
  { key, windowSeconds, maxAttempts }: CountAttempt,
): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }> {
  const now = Date.now();
  const windowStart = now - windowSeconds * 1000;
  const rows = await prisma.$queryRaw<{ count: number; last_request: bigint }[]>`
    insert into rate_limit (id, key, count, last_request)
    values (${crypto.randomUUID()}, ${key}, 1, ${now})
    on conflict (key) do update set
      count = case when rate_limit.last_request <= ${windowStart} then 1 else rate_limit.count + 1 end,
      last_request = case when rate_limit.last_request <= ${windowStart} then ${now} else rate_limit.last_request end
    returning count, last_request`;
  const row = rows[0];
  if (!row || row.count <= maxAttempts) return { allowed: true };
  const waitMs = Number(row.last_request) + windowSeconds * 1000 - now;
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
}

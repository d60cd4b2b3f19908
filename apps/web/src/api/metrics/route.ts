import { door } from "#server/door.ts";

export const GET = door({ role: "admin" }, async ({ services: { db, metrics } }) => ({
  status: 200,
  headers: { "content-type": metrics.contentType },
  body: await metrics.text(db),
}));

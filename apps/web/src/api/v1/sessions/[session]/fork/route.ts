import { ForkSession } from "@slipway/schemas/runs/checkpoint";
import { fork } from "#public-api/sessions/fork.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const POST = door(
  { role: "editor", body: ForkSession },
  async ({ services, principal, body, params: { session = "" } }) =>
    json(201, await fork(services.db, { principal, sessionId: session, body })),
);

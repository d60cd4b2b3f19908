import { readReadiness } from "#public-api/read-readiness.ts";
import { json } from "#server/answers.ts";
import { publicDoor } from "#server/public-door.ts";

export const GET = publicDoor(async ({ services }) => {
  const readiness = await readReadiness(services);
  return json(readiness.ready ? 200 : 503, readiness);
});

import { json } from "#server/answers.ts";
import { publicDoor } from "#server/public-door.ts";

export const GET = publicDoor(() => json(200, { status: "ok" }));

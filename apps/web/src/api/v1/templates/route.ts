import { templates } from "@slipway/schemas/apps/templates/templates";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";

export const GET = door({ role: "viewer" }, () => json(200, { items: templates, nextCursor: null }));

import { openApiText } from "#public-api/openapi-document.ts";
import { publicDoor } from "#server/public-door.ts";

export const GET = publicDoor(() => ({
  status: 200,
  headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  body: openApiText(),
}));

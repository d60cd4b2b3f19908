import { takeSpans } from "#public-api/otlp/take-spans.ts";
import { door } from "#server/door.ts";

export const POST = door({ role: "editor" }, ({ request, services, principal: { projectId } }) =>
  takeSpans(services, { request, projectId }),
);

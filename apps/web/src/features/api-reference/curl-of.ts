import type { ShownOperation } from "./read-reference.ts";

/** An operation as a shell calls it. `$SLIPWAY_URL`, `$SLIPWAY_API_KEY` and what stands in the path are the reader's. */
export function curlOf({ method, path, requestBody, responses, ...operation }: ShownOperation): string {
  const url = `$SLIPWAY_URL${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${shellName(name)}`)}`;
  const body = requestBody?.content["application/json"];
  const answer = responses["200"]?.content ?? {};
  const isStream = "text/event-stream" in answer && !("application/json" in answer);
  return [
    `curl ${isStream ? "-N " : ""}${method === "GET" || method === "POST" ? "" : `-X ${method} `}"${url}"`,
    operation["x-role"] && `-H "Authorization: Bearer $SLIPWAY_API_KEY"`,
    method === "POST" && !body && "-X POST",
    body && `-H "Content-Type: application/json"`,
    body && `-d '${JSON.stringify(body.example)}'`,
  ]
    .filter(Boolean)
    .join(" \\\n  ");
}

function shellName(name: string): string {
  return name.replaceAll(/[A-Z]/g, "_$&").toUpperCase();
}

import { createServer, type Server, type ServerResponse } from "node:http";
import type { Heartbeat } from "#dispatch/heartbeat.ts";
import type { RunnerMetrics } from "#telemetry/metrics.ts";

type HealthServerDeps = { readonly heartbeat: Heartbeat; readonly metrics: RunnerMetrics };

/** The runner's own port, on loopback: `/health`, `/ready` and `/metrics` (Prometheus text). Rejects if it is taken. */
export function startHealthServer(deps: HealthServerDeps, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(deps, request.url ?? "/", response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function answer(
  { heartbeat, metrics }: HealthServerDeps,
  url: string,
  response: ServerResponse,
): Promise<void> {
  switch (url.split("?", 1)[0]) {
    case "/health":
      return sendJson(response, 200, { status: "ok" });
    case "/ready": {
      const ready = heartbeat.isFresh();
      return sendJson(response, ready ? 200 : 503, { ready, missing: ready ? [] : ["heartbeat"] });
    }
    case "/metrics": {
      const text = await metrics.text();
      response.writeHead(200, { "content-type": metrics.contentType }).end(text);
      return;
    }
    default:
      return sendJson(response, 404, {
        error: { code: "not_found", message: "Ask for /health, /ready or /metrics." },
      });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

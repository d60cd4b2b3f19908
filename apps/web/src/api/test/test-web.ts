import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApiKey } from "@slipway/db/keys/create-api-key";
import { createFirstAdmin } from "@slipway/db/people/create-first-admin";
import { ensureDefaultProject } from "@slipway/db/people/ensure-default-project";
import { parseSecretKeys } from "@slipway/db/secrets/secret-keys";
import { testDatabase } from "@slipway/db/testing/test-database";
import type { Role } from "@slipway/schemas/public-api/key";
import { hashPassword } from "better-auth/crypto";
import { createServices } from "#server/create-services.ts";
import type { WebEnv } from "#server/env.ts";
import { createRouteTable, type Method } from "#server/http/route-table.ts";
import { serveApi } from "#server/http/serve-api.ts";
import { createLogger } from "#server/logger.ts";
import type { Services } from "#server/services.ts";
import { readRoutes } from "../read-routes.ts";

export const origin = "http://localhost:3000";
export const admin = { email: "ada@example.com", password: "correct horse battery" };

export type ApiCall = {
  readonly method: Method | "HEAD" | "OPTIONS";
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
};

export type ApiAnswer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds and says what it expects.
  readonly body: any;
};

export type TestWeb = AsyncDisposable & {
  readonly services: Services;
  readonly projectId: string;
  /** All that was logged. */
  readonly log: () => string;
  /** Where it answers, without a slash at the end. */
  readonly url: string;
  readonly call: (call: ApiCall) => Promise<ApiAnswer>;
  /** The Authorization header of a new key. */
  readonly keyOf: (role: Role, projectId?: string) => Promise<Record<string, string>>;
  /** The headers of a person's browser: cookie and origin. Makes the first admin when there is none. */
  readonly browser: () => Promise<Record<string, string>>;
};

/** The web's API on a database of its own: real requests to its routes, real Postgres, no pages. */
export async function testWeb(change: Partial<WebEnv> = {}): Promise<TestWeb> {
  const database = await testDatabase();
  const lines: string[] = [];
  const env: WebEnv = { ...defaults(database.url), ...change };
  const services = createServices(env, createLogger("debug", { write: (line) => void lines.push(line) }));
  globalThis.slipwayServices = services;
  const { id: projectId } = await ensureDefaultProject(services.prisma);
  const routes = createRouteTable(readRoutes());
  const server = createServer((incoming, outgoing) => void serveApi(routes, incoming, outgoing));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const call = (asked: ApiCall) => callApi(url, asked);
  return {
    url,
    services,
    projectId,
    log: () => lines.join(""),
    call,
    keyOf: async (role, project = projectId) => {
      const key = { projectId: project, name: `A ${role}`, role, createdBy: "usr_test" };
      return { authorization: `Bearer ${(await createApiKey(services.prisma, key)).value}` };
    },
    browser: async () => {
      await createFirstAdmin(services.prisma, {
        projectId,
        name: "Ada",
        email: admin.email,
        passwordHash: await hashPassword(admin.password),
        entitledBy: "environment",
      });
      const signedIn = await call({
        method: "POST",
        path: "/api/auth/sign-in/email",
        headers: { origin },
        body: admin,
      });
      const cookie = signedIn.headers.getSetCookie().map((line) => line.slice(0, line.indexOf(";")));
      return { cookie: cookie.join("; "), origin };
    },
    async [Symbol.asyncDispose]() {
      globalThis.slipwayServices = undefined;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await services.prisma.$disconnect();
      await services.db.close();
      await database.close();
    },
  };
}

function defaults(databaseUrl: string): WebEnv {
  return {
    databaseUrl,
    secretKeys: parseSecretKeys(randomBytes(32).toString("base64")),
    publicUrl: origin,
    trustedOrigins: [origin],
    blobsDirectory: mkdtempSync(path.join(tmpdir(), "slipway-blobs-")),
    privateNetwork: "allow",
    firstAdmin: null,
    bootstrapApiKey: null,
    host: "127.0.0.1",
    port: 3000,
    isDevelopment: false,
    invokePerSecond: 0,
    logLevel: "debug",
    openTelemetry: {},
  };
}

async function callApi(url: string, { method, path: called, headers, body }: ApiCall): Promise<ApiAnswer> {
  const hasBody = body !== undefined;
  const response = await fetch(`${url}${called}`, {
    method,
    headers: { ...(hasBody ? { "content-type": "application/json" } : {}), ...headers },
    ...(hasBody ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
    redirect: "manual",
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? true;
  return {
    status: response.status,
    headers: response.headers,
    body: text && isJson ? JSON.parse(text) : text || null,
  };
}

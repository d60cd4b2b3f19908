import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApiKey } from "@slipway/db/keys/create-api-key";
import { createFirstAdmin } from "@slipway/db/people/create-first-admin";
import { ensureDefaultProject } from "@slipway/db/people/ensure-default-project";
import { parseSecretKeys } from "@slipway/db/secrets/secret-keys";
import { testDatabase } from "@slipway/db/testing/test-database";
import type { Role } from "@slipway/schemas/public-api/key";
import { hashPassword } from "better-auth/crypto";
import type { WebEnv } from "#server/env.ts";
import { createLogger } from "#server/logger.ts";
import { createServices, type Services } from "#server/services.ts";
import { type Handlers, type Method, readDoors } from "./read-doors.ts";

export const origin = "http://localhost:3000";
export const admin = { email: "ada@example.com", password: "correct horse battery" };

export type ApiCall = {
  readonly method: Method;
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
  /** Calls the route of a path as Next would. */
  readonly call: (call: ApiCall) => Promise<ApiAnswer>;
  /** The Authorization header of a new key. */
  readonly keyOf: (role: Role, projectId?: string) => Promise<Record<string, string>>;
  /** The headers of a person's browser: cookie and origin. Makes the first admin when there is none. */
  readonly browser: () => Promise<Record<string, string>>;
};

/** The web's services on a database of their own, with its routes to call: real requests, real Postgres, no server. */
export async function testWeb(change: Partial<WebEnv> = {}): Promise<TestWeb> {
  const database = await testDatabase();
  const lines: string[] = [];
  const env: WebEnv = { ...defaults(database.url), ...change };
  const services = createServices(env, createLogger("debug", { write: (line) => void lines.push(line) }));
  globalThis.slipwayServices = services;
  const { id: projectId } = await ensureDefaultProject(services.prisma);
  const doors = await readDoors();
  const call = (asked: ApiCall) => callDoor(doors, asked);
  return {
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
    invokePerSecond: 0,
    logLevel: "debug",
    openTelemetry: {},
  };
}

async function callDoor(doors: ReadonlyMap<string, Handlers>, asked: ApiCall): Promise<ApiAnswer> {
  const url = new URL(asked.path, origin);
  const { handlers, params } = matchDoor(doors, url.pathname);
  const handler = handlers[asked.method];
  if (!handler) throw new Error(`${url.pathname} takes no ${asked.method}.`);
  const hasBody = asked.body !== undefined;
  const request = new Request(url, {
    method: asked.method,
    headers: { ...(hasBody ? { "content-type": "application/json" } : {}), ...asked.headers },
    ...(hasBody ? { body: typeof asked.body === "string" ? asked.body : JSON.stringify(asked.body) } : {}),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? true;
  return {
    status: response.status,
    headers: response.headers,
    body: text && isJson ? JSON.parse(text) : text || null,
  };
}

/** A higher rank yields to a lower one. */
function rankOf(address: string): number {
  const brackets = address.split("[").length - 1;
  return (address.includes("[...") ? 1_000 - address.length : 0) + brackets;
}

/** Names before brackets, brackets before what catches all: as Next chooses. */
function matchDoor(doors: ReadonlyMap<string, Handlers>, pathname: string) {
  const matches = [...doors].flatMap(([address, handlers]) => {
    const names = [...address.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name ?? "");
    const pattern = address.replaceAll(/\[\.\.\.\w+\]/g, "(.+)").replaceAll(/\[\w+\]/g, "([^/]+)");
    const found = new RegExp(`^${pattern.replaceAll(".json", "\\.json")}$`).exec(pathname);
    if (!found) return [];
    const params = Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? "")]),
    );
    return [{ handlers, params, rank: rankOf(address) }];
  });
  const best = matches.sort((a, b) => a.rank - b.rank)[0];
  if (!best) throw new Error(`No route answers ${pathname}.`);
  return best;
}

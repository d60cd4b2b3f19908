import { once } from "node:events";
import { request } from "node:http";
import { expect, it } from "vitest";
import { securityHeaders } from "#security/security-headers.ts";
import { admin, origin, type TestWeb, testWeb } from "./test/test-web.ts";

async function withWeb(test: (web: TestWeb) => Promise<void>): Promise<void> {
  await using web = await testWeb();
  await test(web);
}

it("sends every answer with the headers that keep browsers from guessing, framing and leaking", () =>
  withWeb(async (web) => {
    for (const path of ["/api/health", "/api/v1/apps", "/api/v1/nowhere"]) {
      const { headers } = await web.call({ method: "GET", path });
      expect(Object.fromEntries(headers)).toMatchObject(securityHeaders);
    }
  }));

it("answers another method with 405 in the one shape of errors, OPTIONS with what there is, and HEAD without a body", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("admin");
    const path = "/api/v1/apps";
    const refused = await web.call({ method: "DELETE", path, headers });
    expect(refused).toMatchObject({ status: 405, body: { error: { code: "method_not_allowed" } } });
    expect(refused.body.error.requestId).toBe(refused.headers.get("x-request-id"));
    expect(refused.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
    const options = await web.call({ method: "OPTIONS", path });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, POST, HEAD, OPTIONS"]);
    const [get, head] = [
      await web.call({ method: "GET", path, headers }),
      await web.call({ method: "HEAD", path, headers }),
    ];
    expect([head.status, head.body]).toEqual([200, null]);
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
    expect((await web.call({ method: "HEAD", path })).status).toBe(401);
    expect((await web.call({ method: "HEAD", path: "/api/v1/live?topics=runs", headers })).status).toBe(200);
  }));

it("takes an address with a slash at its end for the one without", () =>
  withWeb(async (web) => {
    const answer = await web.call({ method: "GET", path: "/api/v1/apps/?limit=1" });
    expect([answer.status, answer.headers.get("location")]).toEqual([308, "/api/v1/apps?limit=1"]);
    const elsewhere = await web.call({ method: "GET", path: "/api//evil.example/" });
    expect(elsewhere.headers.get("location")).toBe("/api//evil.example");
  }));

it("counts attempts to sign in by the connection's address when no proxy names another", () =>
  withWeb(async (web) => {
    const attempt = async (headers: Record<string, string> = {}) => {
      const body = { email: `${crypto.randomUUID()}@example.com`, password: admin.password };
      const call = { method: "POST", path: "/api/auth/sign-in/email", body } as const;
      return (await web.call({ ...call, headers: { origin, ...headers } })).status;
    };
    const statuses: number[] = [];
    for (let count = 0; count < 21; count += 1) statuses.push(await attempt());
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(statuses[20]).toBe(429);
    expect(await attempt({ "x-forwarded-for": "192.0.2.7" })).toBe(401);
  }));

it("goes on when a client leaves before it is answered", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("viewer");
    for (let count = 0; count < 20; count += 1) {
      const leaving = request(`${web.url}/api/v1/runs`, { headers }).on("error", () => undefined);
      leaving.end();
      await once(leaving, "finish");
      leaving.destroy();
    }
    expect((await web.call({ method: "GET", path: "/api/v1/runs", headers })).status).toBe(200);
  }));

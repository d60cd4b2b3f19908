import { randomUUID } from "node:crypto";
import type { RouteRole } from "@slipway/schemas/public-api/route";
import { routes } from "@slipway/schemas/public-api/routes";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiCall, type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let callers: Record<Exclude<RouteRole, "public">, Record<string, string>>;

beforeAll(async () => {
  web = await testWeb();
  callers = {
    viewer: await web.keyOf("viewer"),
    editor: await web.keyOf("editor"),
    admin: await web.keyOf("admin"),
    owner: await web.browser(),
  };
});
afterAll(() => web[Symbol.asyncDispose]());

const order = ["viewer", "editor", "admin", "owner"] as const;

/** Everything but streams that would stay open: they are asked with too little, or for what does not exist. */
function callOf(route: (typeof routes)[number]): ApiCall {
  const path = `${route.base ?? "/api/v1"}${route.path.replaceAll(/\{number\}/g, "1").replaceAll(/\{\w+\}/g, "none")}`;
  return { method: route.method, path, ...(route.body ? { body: {} } : {}) };
}

const guarded = routes.filter((route) => route.role !== "public");
const cells = guarded.flatMap((route) =>
  order.map((role) => [`${route.method} ${route.path}`, role, route] as const),
);

it.each(cells)("C64 %s as %s", async (_, role, route) => {
  const needed = route.role;
  if (needed === "public") throw new Error("Not guarded.");
  const call = { ...callOf(route), headers: callers[role] };
  // The live stream is the one route that answers everybody who may read, and does not end.
  if (route.path === "/live" && order.indexOf(role) >= order.indexOf(needed)) return;
  const { status, body } = await web.call(call);
  if (order.indexOf(role) < order.indexOf(needed)) {
    expect([status, body.error.code]).toEqual([403, "forbidden"]);
  } else {
    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
  }
});

it.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "C64 %s answers 401 to nobody, to an unknown key and to a broken header",
  async (_, route) => {
    const attempts = [
      {},
      { authorization: `Bearer slp_${"x".repeat(40)}` },
      { authorization: "Bearer" },
      { cookie: "slipway.session_token=forged.signature" },
    ];
    for (const headers of attempts) {
      const { status, body } = await web.call({ ...callOf(route), headers });
      expect([status, body.error.code]).toEqual([401, "unauthenticated"]);
    }
  },
);

it("C64 answers for another project's things exactly as for unknown ones", async () => {
  const admin = callers.admin;
  const app = await web.call({
    method: "POST",
    path: "/api/v1/apps",
    headers: admin,
    body: { name: "Ours", type: "chat" },
  });
  const provider = await web.call({
    method: "POST",
    path: "/api/v1/providers",
    headers: admin,
    body: { name: "ours", api: "openai-completions", baseUrl: "http://127.0.0.1:1/v1" },
  });
  const key = await web.call({
    method: "POST",
    path: "/api/v1/keys",
    headers: admin,
    body: { name: "Ours" },
  });
  expect([app.status, provider.status, key.status]).toEqual([201, 201, 201]);

  const projectId = `prj_${randomUUID()}`;
  await web.services.prisma.project.create({ data: { id: projectId, slug: projectId, name: "Strangers" } });
  const stranger = await web.keyOf("admin", projectId);
  const config = { model: "demo/demo" };
  const calls = [
    [app.body.app.id, "app", "GET", "", undefined],
    [app.body.app.slug, "app", "GET", "", undefined],
    [app.body.app.id, "app", "PATCH", "", { name: "Theirs" }],
    [app.body.app.id, "app", "DELETE", "", undefined],
    [app.body.app.id, "app", "GET", "/revisions", undefined],
    [app.body.app.id, "app", "GET", "/revisions/1", undefined],
    [app.body.app.id, "app", "POST", "/revisions", { config }],
    [app.body.app.id, "app", "GET", "/deployments", undefined],
    [app.body.app.id, "app", "PUT", "/deployments/production", { revision: 1 }],
    [app.body.app.id, "app", "GET", "/inspect", undefined],
    [provider.body.id, "provider", "PATCH", "", { models: [] }],
    [provider.body.id, "provider", "POST", "/test", undefined],
    [provider.body.id, "provider", "DELETE", "", undefined],
    [key.body.id, "key", "DELETE", "", undefined],
  ] as const;
  for (const [id, kind, method, rest, body] of calls) {
    const ask = async (name: string) => {
      const answer = await web.call({
        method,
        path: `/api/v1/${kind}s/${name}${rest}`,
        headers: stranger,
        body,
      });
      const { requestId, ...error } = answer.body.error;
      return { status: answer.status, error };
    };
    const theirs = await ask(id);
    expect(theirs.status, `${method} ${kind}${rest}`).toBe(404);
    expect(theirs).toEqual(await ask(`${kind}_none`));
  }
  expect(
    (await web.call({ method: "GET", path: `/api/v1/apps/${app.body.app.id}`, headers: admin })).body,
  ).toEqual(app.body.app);
});

it("refuses a revoked key at once", async () => {
  const created = await web.call({
    method: "POST",
    path: "/api/v1/keys",
    headers: callers.admin,
    body: { name: "Short" },
  });
  const headers = { authorization: `Bearer ${created.body.value}` };
  const use = async () => (await web.call({ method: "GET", path: "/api/v1/templates", headers })).status;
  expect(await use()).toBe(200);
  await web.call({ method: "DELETE", path: `/api/v1/keys/${created.body.id}`, headers: callers.admin });
  expect(await use()).toBe(401);
});

import { createSetupLink } from "@slipway/db/people/create-setup-link";
import { afterEach, expect, it } from "vitest";
import { prepareInstallation } from "#server/start-up.ts";
import { type ApiCall, admin, origin, type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
afterEach(() => web[Symbol.asyncDispose]());

const person = { name: "Ada", email: "Ada@Example.com", password: "correct horse battery" };

function setUp(token: unknown, change: object = {}): ReturnType<TestWeb["call"]> {
  return web.call({
    method: "POST",
    path: "/api/setup",
    headers: { origin },
    body: { token, ...person, ...change },
  });
}

function signIn(
  change: object = {},
  headers: Record<string, string> = { origin },
): ReturnType<TestWeb["call"]> {
  const body = { email: admin.email, password: admin.password, ...change };
  return web.call({ method: "POST", path: "/api/auth/sign-in/email", headers, body });
}

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(";")))
    .join("; ");
}

it("makes the first admin through the link, signs their browser in, and does so once", async () => {
  web = await testWeb();
  const token = await createSetupLink(web.services.db);
  expect((await setUp("wrong")).status).toBe(403);
  expect((await setUp(token, { password: "short" })).body.error.details[0].path).toBe("password");
  expect(
    (
      await web.call({
        method: "POST",
        path: "/api/setup",
        headers: { origin: "https://evil.example" },
        body: {},
      })
    ).status,
  ).toBe(403);
  const done = await setUp(token);
  expect(done.status).toBe(201);
  const line = done.headers.getSetCookie().find((cookie) => cookie.startsWith("slipway.session_token="));
  expect(line).toMatch(/HttpOnly/i);
  expect(line).toMatch(/SameSite=Lax/i);
  expect(line).not.toMatch(/Secure/i);
  const headers = { cookie: cookieOf(done.headers), origin };
  expect((await web.call({ method: "GET", path: "/api/v1/keys", headers })).status).toBe(200);
  expect((await setUp(token)).status).toBe(403);
  const { rows } = await web.services.db.pool.query(
    'select is_owner, email, role from "user" join member on user_id = id',
  );
  expect(rows).toEqual([{ is_owner: true, email: "ada@example.com", role: "admin" }]);
  expect(web.log()).not.toContain(person.password);
  expect(web.log()).not.toContain(token);
});

it("keeps the session's token out of what scripts can read", async () => {
  web = await testWeb();
  const headers = await web.browser();
  const token = headers.cookie?.split("=")[1]?.split(".")[0] ?? "none";
  const seen = await web.call({ method: "GET", path: "/api/auth/get-session", headers });
  expect(seen.body).toEqual({
    user: { id: expect.stringMatching(/^usr_/), name: "Ada", email: admin.email },
  });
  const again = await signIn();
  expect(Object.keys(again.body)).toEqual(["user"]);
  expect(JSON.stringify([seen.body, again.body])).not.toContain(token);
  const { body } = await web.call({ method: "GET", path: "/api/auth/get-session" });
  expect(body).toEqual({ user: null });
});

it("signs in and out, and a signed-out cookie is refused at once", async () => {
  web = await testWeb();
  const headers = await web.browser();
  const read = async () => (await web.call({ method: "GET", path: "/api/v1/apps", headers })).status;
  expect(await read()).toBe(200);
  expect(await read()).toBe(200);
  expect((await web.call({ method: "POST", path: "/api/auth/sign-out", headers, body: {} })).status).toBe(
    200,
  );
  expect(await read()).toBe(401);
});

it("refuses a wrong password and an unknown person alike, in the API's shape", async () => {
  web = await testWeb();
  await web.browser();
  const wrong = await signIn({ password: "not the password" });
  const unknown = await signIn({ email: "nobody@example.com" });
  expect([wrong.status, wrong.body.error.code]).toEqual([401, "unauthenticated"]);
  expect({ ...unknown.body.error, requestId: "" }).toEqual({ ...wrong.body.error, requestId: "" });
  expect((await signIn({}, { origin: "https://evil.example" })).status).toBe(403);
  expect((await signIn({}, {})).status).toBe(200);
});

it("C66 stops guessing at one account with 429 and Retry-After, from whatever address, and lets others in", async () => {
  web = await testWeb();
  await web.browser();
  const guess = (index: number) =>
    signIn({ password: "guess guess" }, { origin, "x-forwarded-for": `192.0.2.${index}` });
  const guesses: Awaited<ReturnType<typeof guess>>[] = [];
  for (let index = 0; index < 12; index += 1) guesses.push(await guess(index));
  // The browser's own sign-in was the first of the ten.
  expect(guesses.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 9 }, () => 401),
    429,
    429,
    429,
  ]);
  const last = guesses.at(-1);
  expect(last?.body.error.code).toBe("rate_limited");
  expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(
    (await signIn({ email: "other@example.com" }, { origin, "x-forwarded-for": "192.0.2.99" })).status,
  ).toBe(401);
});

it("C66 stops trying many accounts from one address", async () => {
  web = await testWeb();
  const statuses: number[] = [];
  for (let index = 0; index < 22; index += 1) {
    const headers = { origin, "x-forwarded-for": "192.0.2.7" };
    statuses.push((await signIn({ email: `someone${index}@example.com` }, headers)).status);
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(20);
  expect(statuses.slice(-2)).toEqual([429, 429]);
});

it("opens no other part of better-auth", async () => {
  web = await testWeb();
  const headers = await web.browser();
  const closed: ApiCall[] = [
    { method: "POST", path: "/api/auth/sign-up/email", body: { ...person, email: "new@example.com" } },
    { method: "POST", path: "/api/auth/update-user", body: { name: "Other" } },
    { method: "POST", path: "/api/auth/delete-user", body: {} },
    { method: "POST", path: "/api/auth/request-password-reset", body: { email: admin.email } },
    { method: "GET", path: "/api/auth/list-sessions" },
    { method: "GET", path: "/api/auth/error" },
  ];
  for (const call of closed) expect((await web.call({ ...call, headers })).status, call.path).toBe(404);
});

it("makes the admin and the key that the environment names, once, and lets them in", async () => {
  const bootstrapApiKey = `slp_${"k".repeat(40)}`;
  web = await testWeb({ firstAdmin: admin, bootstrapApiKey });
  await Promise.all([prepareInstallation(web.services), prepareInstallation(web.services)]);
  await prepareInstallation(web.services);
  expect(await createSetupLink(web.services.db)).toBeNull();
  expect((await signIn()).status).toBe(200);
  const headers = { authorization: `Bearer ${bootstrapApiKey}` };
  const keys = await web.call({ method: "GET", path: "/api/v1/keys", headers });
  expect(keys.body.items.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([
    ["Bootstrap key", "admin"],
  ]);
  expect(web.log()).not.toContain(bootstrapApiKey);
  expect(web.log()).not.toContain(admin.password);
});

it("marks the cookie as secure where the address is https", async () => {
  const publicUrl = "https://slipway.example";
  web = await testWeb({ publicUrl, trustedOrigins: [publicUrl], firstAdmin: admin });
  await prepareInstallation(web.services);
  const { headers } = await signIn({}, { origin: publicUrl });
  expect(headers.getSetCookie().join()).toMatch(/slipway\.session_token=[^;]+;.*Secure/i);
});

import { expect, it } from "vitest";
import { createRouteTable, type Handlers } from "#server/http/route-table.ts";

const addresses = [
  "/api/health",
  "/api/v1/apps",
  "/api/v1/apps/[app]",
  "/api/v1/apps/[app]/invoke",
  "/api/v1/apps/import",
  "/api/v1/sessions/[session]/files",
  "/api/v1/sessions/[session]/files/[...path]",
  "/api/auth/[...all]",
];
const loads = new Map(addresses.map((address) => [address, () => Promise.resolve<Handlers>({})]));
const table = createRouteTable([...loads].map(([address, load]) => ({ address, load })));

function find(path: string) {
  const found = table.find(path);
  return found && [[...loads].find(([, load]) => load === found.load)?.[0], found.params];
}

it.each([
  ["/api/health", "/api/health", {}],
  ["/api/v1/apps/a", "/api/v1/apps/[app]", { app: "a" }],
  ["/api/v1/apps/import", "/api/v1/apps/import", {}],
  ["/api/v1/apps/import/invoke", "/api/v1/apps/[app]/invoke", { app: "import" }],
  ["/api/v1/apps/a%20b%2Fc/invoke", "/api/v1/apps/[app]/invoke", { app: "a b/c" }],
  ["/api/v1/apps/50%", "/api/v1/apps/[app]", { app: "50%" }],
  ["/api/v1/sessions/s/files", "/api/v1/sessions/[session]/files", { session: "s" }],
  [
    "/api/v1/sessions/s/files/a/b.txt",
    "/api/v1/sessions/[session]/files/[...path]",
    { session: "s", path: "a/b.txt" },
  ],
  ["/api/auth/sign-in/email", "/api/auth/[...all]", { all: "sign-in/email" }],
])("%s is %s", (path, address, params) => {
  expect(find(path)).toEqual([address, params]);
});

it.each([
  "/api",
  "/api/",
  "/api/v1",
  "/api/v1/apps/",
  "/api/v1/apps//invoke",
  "/api/v1/apps/a/b",
  "/api/auth",
  "/x",
])("nothing is at %s", (path) => {
  expect(find(path)).toBeNull();
});

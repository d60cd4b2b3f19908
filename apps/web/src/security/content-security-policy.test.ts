import { expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

it("names no remote origin and lets nobody frame a page", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", development: false });
  expect(policy).not.toMatch(/https?:|\*/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
});

it("runs only scripts with the nonce of this response", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", development: false });
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy.match(/script-src [^;]*/)?.[0]).not.toContain("unsafe");
});

it("allows eval only while developing", () => {
  expect(contentSecurityPolicy({ nonce: "abc", development: true })).toContain("'unsafe-eval'");
});

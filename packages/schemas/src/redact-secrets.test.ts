import { expect, it } from "vitest";
import { redactSecrets } from "#redact-secrets.ts";

it.each([
  ["sk-proj-abcdefghijklmnop1234", "[secret]"],
  ["key AKIAABCDEFGHIJKLMNOP.", "key [secret]."],
  ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[secret]"],
  ["Authorization: Bearer abc.def-ghi_jkl.mno", "Authorization: Bearer [secret]"],
  ['{"password": "hunter2hunter2"}', '{"password": "[secret]"}'],
  ["export DB_PASSWORD=hunter2hunter2", "export DB_PASSWORD=[secret]"],
  ["postgres://me:hunter2@host/db", "postgres://me:[secret]@host/db"],
  ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "[secret]"],
])("takes the value out of %j", (text, redacted) => {
  expect(redactSecrets(text)).toBe(redacted);
  expect(redactSecrets(redacted)).toBe(redacted);
});

it.each([
  "The token budget is 4,000 tokens.",
  "See src/secrets/secret-box.ts and https://example.com:8080/a?b=c",
  "It asks for a password: then it waits.",
  "commit 0123456789abcdef0123456789abcdef01234567",
])("leaves %j as it is", (text) => {
  expect(redactSecrets(text)).toBe(text);
});

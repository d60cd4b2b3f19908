import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createSecretBox, SecretBoxError } from "#secrets/secret-box.ts";
import { parseSecretKeys, SecretKeyError } from "#secrets/secret-keys.ts";

const newKey = () => randomBytes(32).toString("base64");
const place = { projectId: "prj_1", rowId: "prv_1" };
const box = createSecretBox(parseSecretKeys(newKey()));

it("C69 opens what it sealed, and seals the same secret differently each time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (secret) => {
      expect(box.open(box.seal(secret, place), place)).toBe(secret);
    }),
  );
  expect(box.seal("same", place)).not.toBe(box.seal("same", place));
  expect(box.seal("plain-secret", place)).not.toContain("plain-secret");
});

it("C69 opens with a rotated key and seals with the new one", () => {
  const [old, fresh] = [newKey(), newKey()];
  const sealed = createSecretBox(parseSecretKeys(old)).seal("sk-1", place);
  const rotated = createSecretBox(parseSecretKeys(fresh, `${newKey()}, ${old}`));
  expect(rotated.open(sealed, place)).toBe("sk-1");
  const resealed = rotated.seal("sk-1", place);
  expect(createSecretBox(parseSecretKeys(fresh)).open(resealed, place)).toBe("sk-1");
  expect(() => createSecretBox(parseSecretKeys(fresh)).open(sealed, place)).toThrow(
    "SLIPWAY_PREVIOUS_SECRET_KEYS",
  );
});

it("C69 opens only in its own row", () => {
  const sealed = box.seal("sk-1", place);
  expect(() => box.open(sealed, { ...place, rowId: "prv_2" })).toThrow(SecretBoxError);
  expect(() => box.open(sealed, { ...place, projectId: "prj_2" })).toThrow(SecretBoxError);
});

it("C69 refuses a text of which any one character was changed, without telling the secret", () => {
  const sealed = box.seal("sk-very-secret", place);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
    // The last character of base64 may carry bits that mean nothing: such a text is the same bytes.
    if (sameBytes(changed, sealed)) continue;
    expect(() => box.open(changed, place), `character ${at}`).toThrow(SecretBoxError);
    expect(() => box.open(changed, place)).not.toThrow("very-secret");
  }
});

it.each(["", "plain", "v1.a.b", "v1.a.b.c.d", "v2.aaaaaaaa.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA"])(
  "refuses %j with what to do",
  (text) => {
    expect(() => box.open(text, place)).toThrow(SecretBoxError);
  },
);

it.each(["", "short", newKey().slice(1), `${newKey()}AAAA`, "!".repeat(44)])(
  "refuses the key %j and does not repeat it",
  (text) => {
    expect(() => parseSecretKeys(text)).toThrow(SecretKeyError);
    expect(() => parseSecretKeys(text)).toThrow("SLIPWAY_SECRET_KEY");
    if (text) expect(() => parseSecretKeys(text)).not.toThrow(text);
  },
);

function sameBytes(a: string, b: string): boolean {
  const bytes = (text: string) => {
    const [version, keyId, iv = "", body = ""] = text.split(".");
    return [
      version,
      keyId,
      Buffer.from(iv, "base64url").toString("hex"),
      Buffer.from(body, "base64url").toString("hex"),
    ].join();
  };
  return a.split(".").length === b.split(".").length && bytes(a) === bytes(b);
}

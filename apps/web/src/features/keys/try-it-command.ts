import { isRoleAtLeast, type Role } from "@slipway/schemas/public-api/key";

export type TryIt = {
  readonly origin: string;
  readonly key: string;
  readonly role: Role;
  /** An app to talk to; without one, or with a key that only reads, the apps are listed. */
  readonly appSlug: string | undefined;
};

/** A first call with this key, as a shell takes it. */
export function tryItCommand({ origin, key, role, appSlug }: TryIt): string {
  const authorization = `-H "Authorization: Bearer ${key}"`;
  if (appSlug === undefined || !isRoleAtLeast(role, "editor")) {
    return `curl ${origin}/api/v1/apps \\\n  ${authorization}`;
  }
  return [
    `curl ${origin}/api/v1/apps/${appSlug}/invoke`,
    authorization,
    `-H "Content-Type: application/json"`,
    `-d '{"input": {"message": "Hello"}}'`,
  ].join(" \\\n  ");
}

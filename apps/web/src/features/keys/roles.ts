import type { Role } from "@slipway/schemas/public-api/key";

/** What each role lets a key do, least first. */
export const roleOptions: readonly {
  readonly value: Role;
  readonly label: string;
  readonly description: string;
}[] = [
  { value: "viewer", label: "Viewer", description: "Reads apps, runs and their messages" },
  { value: "editor", label: "Editor", description: "Also starts runs and changes apps" },
  { value: "admin", label: "Admin", description: "Also manages providers and keys" },
];

export function roleLabel(role: Role): string {
  return roleOptions.find(({ value }) => value === role)?.label ?? role;
}

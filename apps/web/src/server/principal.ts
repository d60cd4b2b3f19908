import { AppError } from "@slipway/schemas/errors/app-error";
import { isRoleAtLeast, type Role } from "@slipway/schemas/public-api/key";
import type { RouteRole } from "@slipway/schemas/public-api/route";

/** Who asks: a program with a project's key, or a person in a browser. */
export type Principal = KeyPrincipal | UserPrincipal;

export type KeyPrincipal = {
  readonly kind: "key";
  readonly projectId: string;
  readonly role: Role;
  readonly keyId: string;
};

export type UserPrincipal = {
  readonly kind: "user";
  readonly projectId: string;
  readonly role: Role;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Sees the whole instance. */
  readonly isOwner: boolean;
};

/** The id that rows keep of whoever did something. */
export function actorId(principal: Principal): string {
  return principal.kind === "key" ? principal.keyId : principal.userId;
}

/** Lets through who has the role. Throws `unauthenticated` for nobody, `forbidden` for too little. */
export function requireRole(principal: Principal | null, needed: Exclude<RouteRole, "public">): Principal {
  if (!principal) {
    throw new AppError(
      "unauthenticated",
      "Sign in, or send an API key of this project as Authorization: Bearer slp_…",
    );
  }
  if (needed === "owner") {
    if (principal.kind === "user" && principal.isOwner) return principal;
    throw new AppError("forbidden", "This is for the owner of the instance, signed in with a browser.");
  }
  if (isRoleAtLeast(principal.role, needed)) return principal;
  throw new AppError("forbidden", `This needs the role ${needed}; yours is ${principal.role}.`);
}

import type { z } from "zod";
import type { ErrorCode } from "#errors/error-catalog.ts";

/** What a caller must be. `public` needs nothing, `viewer` < `editor` < `admin` are roles of a project, `owner` that of the instance. */
export type RouteRole = "public" | "viewer" | "editor" | "admin" | "owner";

/** By which parameter of a route's path the project is found whose it is. */
export type OwnerReads = "run" | "session" | "traceId";

export type RouteAnswer = {
  readonly description: string;
  /** The JSON body; left out: no body. */
  readonly body?: z.ZodType;
  /** Other media types of the same answer. */
  readonly media?: readonly string[];
};

/** One route of the public API. Paths are relative to /api/v1 unless `base` says otherwise. */
export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  /** The last parameter takes all that is left of the address, slashes included. */
  readonly rest?: true;
  readonly base?: "/api";
  readonly group: string;
  readonly summary: string;
  readonly description?: string;
  readonly role: RouteRole;
  /** What its path names, the instance's owner reads in any project: a run, a session or a trace. */
  readonly ownerReads?: OwnerReads;
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType;
  /** The body is a file's bytes, at most so many. */
  readonly rawBody?: { readonly maxBytes: number };
  /** A JSON body of more than the usual mebibyte. */
  readonly largestBodyBytes?: number;
  /** A body as people would send it; every route with a body has one. */
  readonly example?: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  readonly errors?: readonly ErrorCode[];
};

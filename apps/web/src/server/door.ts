import { AppError } from "@slipway/schemas/errors/app-error";
import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import type { OwnerReads, RouteRole } from "@slipway/schemas/public-api/route";
import { z } from "zod";
import { type Answering, answerSafely } from "#server/answer-safely.ts";
import type { Answer } from "#server/answers.ts";
import { checkOrigin } from "#server/check-origin.ts";
import { findPrincipal } from "#server/find-principal.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import type { RouteParams } from "#server/http/route-table.ts";
import { inProjectOf } from "#server/in-project-of.ts";
import { type Principal, requireRole } from "#server/principal.ts";
import { readJsonBody } from "#server/read-body.ts";
import { readQuery } from "#server/read-query.ts";
import { requireRate } from "#server/require-rate.ts";

/** What a route asks of its callers, with the very schemas of the contract: a test compares the two. */
export type DoorTerms<Q extends z.ZodObject, B extends z.ZodType> = {
  readonly role: Exclude<RouteRole, "public">;
  /** What the path names, the instance's owner reads in any project: as if they were in it. */
  readonly ownerReads?: OwnerReads;
  readonly query?: Q;
  readonly body?: B;
  /** Left out: 1 MiB. */
  readonly largestBodyBytes?: number;
  /** It starts runs: each key and person may only call it so often. */
  readonly isRateLimited?: true;
};

export type DoorRequest<Q extends z.ZodObject, B extends z.ZodType> = Answering & {
  readonly principal: Principal;
  readonly query: z.infer<Q>;
  readonly body: z.infer<B>;
  /** What the brackets of the route's path stand for. */
  readonly params: RouteParams;
};

export type RouteHandler = ((request: ApiRequest, params: RouteParams) => Promise<Answer>) & {
  readonly terms: DoorTerms<z.ZodObject, z.ZodType>;
};

const noQuery = z.strictObject({});

/**
 * Makes a route handler: finds out who asks, checks role, origin, rate, query and body in this order, then lets `handle`
 * answer. Whatever is thrown becomes the one shape of errors.
 */
export function door<Q extends z.ZodObject = typeof noQuery, B extends z.ZodType = z.ZodUndefined>(
  terms: DoorTerms<Q, B>,
  handle: (request: DoorRequest<Q, B>) => Promise<Answer> | Answer,
): RouteHandler {
  const handler = (request: ApiRequest, params: RouteParams) =>
    answerSafely(request, async (answering) => handle(await enter({ terms, answering, params })));
  return Object.assign(handler, { terms });
}

type Enter<Q extends z.ZodObject, B extends z.ZodType> = {
  readonly terms: DoorTerms<Q, B>;
  readonly answering: Answering;
  readonly params: RouteParams;
};

async function enter<Q extends z.ZodObject, B extends z.ZodType>({
  terms,
  answering,
  params,
}: Enter<Q, B>): Promise<DoorRequest<Q, B>> {
  const { request, services } = answering;
  const asker = requireRole(await findPrincipal(services, request.headers), terms.role);
  // A key is no cookie: no other site can make a browser send it.
  if (asker.kind === "user") checkOrigin(request, services.env.trustedOrigins);
  if (terms.isRateLimited) requireRate(services, asker);
  const query = readQuery(request.query, terms.query ?? noQuery);
  const body = terms.body
    ? parseOrThrow(terms.body, await readJsonBody(request, terms.largestBodyBytes))
    : undefined;
  const named = requireText(params);
  const principal = terms.ownerReads
    ? await inProjectOf(services.db.pool, asker, {
        what: terms.ownerReads,
        id: named[terms.ownerReads] ?? "",
      })
    : asker;
  // Without a schema, Q and B are those of nothing: so are the values.
  return {
    ...answering,
    principal,
    query: query as z.infer<Q>,
    body: body as z.infer<B>,
    params: named,
  };
}

/** No id holds a NUL character, and the database refuses to look for one. */
function requireText(params: RouteParams): RouteParams {
  if (Object.values(params).some((value) => value.includes("\u0000"))) {
    throw new AppError("not_found", "There is nothing under this path.");
  }
  return params;
}

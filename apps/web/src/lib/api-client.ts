import type { z } from "zod";
import { ApiError, networkError, readApiError } from "#lib/api-error.ts";

type QueryValue = string | number | boolean | undefined;

export type ApiRequest<S extends z.ZodType> = {
  /** What the answer must be; what it is not throws. */
  readonly schema: S;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal | undefined;
};

export type ApiWrite<S extends z.ZodType> = ApiRequest<S> & {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The public API, as the browser calls it: paths are below /api/v1. Every method throws `ApiError` when refused. */
export const api = {
  get: <S extends z.ZodType>(path: string, request: ApiRequest<S>) => call("GET", path, request),
  post: <S extends z.ZodType>(path: string, request: ApiWrite<S>) => call("POST", path, request),
  put: <S extends z.ZodType>(path: string, request: ApiWrite<S>) => call("PUT", path, request),
  patch: <S extends z.ZodType>(path: string, request: ApiWrite<S>) => call("PATCH", path, request),
  /** For a route that answers nothing, pass `schema: z.undefined()`. */
  delete: <S extends z.ZodType>(path: string, request: ApiWrite<S>) => call("DELETE", path, request),
};

async function call<S extends z.ZodType>(
  method: string,
  path: string,
  { schema, query, signal, ...write }: ApiWrite<S>,
): Promise<z.infer<S>> {
  const response = await send(`/api/v1${path}${toSearch(query)}`, {
    method,
    credentials: "same-origin",
    // A write says that it is JSON even without a body: the server refuses others as a guard against forged ones. A read
    // says nothing of its own: only then does it take what the page's head has asked for already.
    headers: {
      ...(method === "GET" ? {} : { accept: "application/json", "content-type": "application/json" }),
      ...write.headers,
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(write.body ?? {}) }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await readApiError(response);
  const parsed = schema.safeParse(await readJson(response));
  if (parsed.success) return parsed.data;
  throw new ApiError(
    "The server's answer was not understood. Reload the page: it may be from an older release.",
    {
      status: response.status,
      code: "unreadable",
      details: undefined,
      requestId: response.headers.get("x-request-id"),
      retryAfterSeconds: null,
    },
    { cause: parsed.error },
  );
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    // An aborted request is the caller's own doing, not a failure.
    if (init.signal?.aborted) throw error;
    throw networkError(error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (error) {
    throw networkError(error);
  }
}

/** `?a=1&b=2`, or nothing. Values that are undefined or empty are left out. */
function toSearch(query: ApiRequest<z.ZodType>["query"]): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size > 0 ? `?${search}` : "";
}

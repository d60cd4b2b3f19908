import { Revision } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { api } from "#lib/api-client.ts";
import { ApiError } from "#lib/api-error.ts";

export async function readRevision(app: string, number: number, signal?: AbortSignal): Promise<Revision> {
  return await api.get(`/apps/${app}/revisions/${number}`, { schema: Revision, signal });
}

/** The newest revision of an app. Throws `ApiError`. */
export async function readNewestRevision(app: string, signal?: AbortSignal): Promise<Revision> {
  const page = await api.get(`/apps/${app}/revisions`, {
    schema: pageOf(Revision),
    query: { limit: 1 },
    signal,
  });
  const [newest] = page.items;
  if (newest) return newest;
  throw new ApiError("This app has no revision.", {
    status: 404,
    code: "not_found",
    details: undefined,
    requestId: null,
    retryAfterSeconds: null,
  });
}

import type { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import type { ApiRequest } from "#server/http/api-request.ts";
import type { Principal } from "#server/principal.ts";

export type Invoke = {
  readonly request: ApiRequest;
  readonly principal: Principal;
  /** The app by its id or slug, or the session whose app it is. */
  readonly target: { readonly app: string } | { readonly sessionId: string };
  readonly body: InvokeRequest;
};

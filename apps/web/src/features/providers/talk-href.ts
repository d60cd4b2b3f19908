import type { ProviderModel } from "@slipway/schemas/models/model";
import type { Provider } from "@slipway/schemas/models/provider";
import type { Route } from "next";

/** A new chat with this model. */
export function talkHref({ name }: Provider, { id }: ProviderModel): Route {
  return `/apps/new?template=blank-chat&model=${encodeURIComponent(`${name}/${id}`)}`;
}

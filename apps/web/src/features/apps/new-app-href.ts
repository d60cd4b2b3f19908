import type { Route } from "next";

/** The playground on a draft of this template. */
export function newAppHref(templateId: string): Route {
  return `/apps/new?template=${encodeURIComponent(templateId)}`;
}

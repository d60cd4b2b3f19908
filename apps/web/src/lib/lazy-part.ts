import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { loadPart } from "#lib/load-part.ts";

/** A component whose scripts are loaded when it is first shown: what most pages are left without, or what can come last. */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadPart(load) }));
}

import { parseLayout } from "#ui/parse-layout.ts";
import {
  agentLayoutCookie,
  agentPanelIds,
  layoutCookie,
  type PlaygroundLayouts,
  panelIds,
} from "./layout-cookie.ts";

type CookieJar = { readonly get: (name: string) => { readonly value: string } | undefined };

/** From a request's cookies: the first paint has the regions as the person left them. */
export function readLayouts(jar: CookieJar): PlaygroundLayouts {
  return {
    plain: parseLayout(jar.get(layoutCookie)?.value, panelIds),
    agent: parseLayout(jar.get(agentLayoutCookie)?.value, agentPanelIds),
  };
}

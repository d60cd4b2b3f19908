import { cookies } from "next/headers";
import { parseLayout } from "#ui/parse-layout.ts";
import {
  agentLayoutCookie,
  agentPanelIds,
  layoutCookie,
  type PlaygroundLayouts,
  panelIds,
} from "./layout-cookie.ts";

/** For server components: the first paint has the regions as the person left them. */
export async function readLayouts(): Promise<PlaygroundLayouts> {
  const jar = await cookies();
  return {
    plain: parseLayout(jar.get(layoutCookie)?.value, panelIds),
    agent: parseLayout(jar.get(agentLayoutCookie)?.value, agentPanelIds),
  };
}

/** Where the sizes of the playground's regions are remembered. */
export const layoutCookie = "slipway-playground-layout";
export const panelIds = ["configuration", "conversation"] as const;

/** An agent's playground has a region more, and so sizes of its own. */
export const agentLayoutCookie = "slipway-agent-layout";
export const agentPanelIds = [...panelIds, "files"] as const;

/** The sizes that this browser remembers; undefined where it remembers none. */
export type PlaygroundLayouts = {
  readonly plain: Record<string, number> | undefined;
  readonly agent: Record<string, number> | undefined;
};

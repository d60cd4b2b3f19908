/** Where the sizes of the playground's regions are remembered. */
export const layoutCookie = "slipway-playground-layout";
export const panelIds = ["configuration", "conversation"] as const;

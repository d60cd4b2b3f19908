/** How wide the regions begin, as shares of the playground, and how narrow each may be dragged, in pixels. */
export function panelLimits(hasFiles: boolean) {
  return {
    configuration: { defaultSize: hasFiles ? "28%" : "36%", minSize: 260 },
    conversation: { defaultSize: hasFiles ? "48%" : "64%", minSize: 340 },
    files: { defaultSize: "24%", minSize: 200 },
  };
}

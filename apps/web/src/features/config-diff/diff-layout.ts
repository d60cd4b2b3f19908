/** One column with old lines above new ones, or the two beside each other. */
export type DiffLayout = "unified" | "split";

export function parseDiffLayout(value: string | null): DiffLayout {
  return value === "split" ? "split" : "unified";
}

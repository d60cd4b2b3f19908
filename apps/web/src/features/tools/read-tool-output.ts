import { z } from "zod";

/** A picture that a tool answered with. */
export type ToolImage = { readonly mediaType: string; readonly base64: string };
export type ToolOutput = { readonly text: string; readonly images: readonly ToolImage[] };

const Rich = z.looseObject({
  text: z.string(),
  images: z.array(z.object({ mediaType: z.string(), base64: z.string() })).default([]),
});

/** What a tool answered, whatever its shape: text as it is, anything else as JSON. */
export function readToolOutput(output: unknown): ToolOutput {
  if (output === null || output === undefined) return { text: "", images: [] };
  if (typeof output === "string") return { text: output, images: [] };
  const rich = Rich.safeParse(output);
  if (rich.success) return { text: rich.data.text, images: rich.data.images.filter(isShown) };
  return { text: JSON.stringify(output, null, 2), images: [] };
}

/** Pictures of which a browser makes nothing but pixels: no SVG. */
function isShown({ mediaType, base64 }: ToolImage): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(mediaType) && /^[\w+/]+=*$/.test(base64);
}

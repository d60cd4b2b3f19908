import type { ResultPicture } from "@slipway/schemas/runs/tool-result-entry";
import type { OpenHarness } from "#harness/harness.ts";
import type { StoredEntry } from "#harness/pi/stored-entry.ts";

/** The pictures that a model is shown, as base64, by their key. */
export type ShownPictures = ReadonlyMap<string, string>;

export const noPictures: ShownPictures = new Map();

/** The newest ones: each costs as much as a page of text, and is sent again with every request. */
const mostShown = 8;

export function pictureKey(picture: ResultPicture): string {
  return "sha256" in picture ? picture.sha256 : picture.base64;
}

type Show = Pick<OpenHarness, "model" | "readPicture"> & {
  readonly entries: readonly (StoredEntry | null)[];
  /** What was read before. */
  readonly known: ShownPictures;
};

/** Reads what a model that sees is shown. One that does not, or of which that is not known, is shown nothing. */
export async function readPictures({ model, readPicture, entries, known }: Show): Promise<ShownPictures> {
  if (!model.vision) return noPictures;
  const all = entries.flatMap((entry) => (entry?.kind === "tool_result" ? (entry.images ?? []) : []));
  const shown = await Promise.all(
    all.slice(-mostShown).map(async (picture) => {
      const key = pictureKey(picture);
      return [key, known.get(key) ?? (await read(picture, readPicture))] as const;
    }),
  );
  return new Map(shown.flatMap(([key, data]) => (data === null ? [] : [[key, data] as const])));
}

async function read(picture: ResultPicture, readPicture: OpenHarness["readPicture"]): Promise<string | null> {
  return "base64" in picture ? picture.base64 : ((await readPicture?.(picture.sha256)) ?? null);
}

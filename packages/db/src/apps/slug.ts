import { reservedSlugs } from "@slipway/schemas/apps/app";

const maxSlugLength = 60;

/** A slug made from a name: `Café Müller & Co.` → `cafe-muller-co`; `app` when the name has no Latin letter or digit. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const short = trimmed(slug.slice(0, maxSlugLength)) || "app";
  return reservedSlugs.includes(short) ? `${short}-app` : short;
}

/** The slug itself first, then `slug-2`, `slug-3` …, each within the length of a slug. */
export function numberedSlug(slug: string, number: number): string {
  if (number === 1) return slug;
  const ending = `-${number}`;
  return `${trimmed(slug.slice(0, maxSlugLength - ending.length))}${ending}`;
}

function trimmed(slug: string): string {
  return slug.replaceAll(/^-+|-+$/g, "");
}

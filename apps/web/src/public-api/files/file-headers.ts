/** Pictures of which a browser makes nothing but pixels. */
const pictures: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};

/** What a browser must never be handed as what it calls itself: markup, in which scripts would run on our origin. */
const markup = /\.(html?|xhtml|xht|xml|svgz?|mht|mhtml|pdf|swf)$/i;

/**
 * Headers under which a file that a model may have written can be shown on our own origin: as a picture, as plain text,
 * or only to be saved, and in any case without scripts.
 */
export function fileHeaders(path: string, { looksLikeText, download }: FileLook): Record<string, string> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const picture = pictures[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
  const isShown = !download && !markup.test(name) && (picture !== undefined || looksLikeText);
  const textType = looksLikeText ? "text/plain; charset=utf-8" : "application/octet-stream";
  return {
    "content-type": isShown ? (picture ?? textType) : "application/octet-stream",
    "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(name)}`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
  };
}

export type FileLook = {
  /** Its first bytes hold no NUL: what is no text shows that soon. */
  readonly looksLikeText: boolean;
  readonly download: boolean;
};

/** https://datatracker.ietf.org/doc/html/rfc8187: letters, digits and a few signs, the rest in percent. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

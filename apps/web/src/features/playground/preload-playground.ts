import { preload } from "react-dom";

type PreloadPlayground = {
  readonly slug: string;
  /** What the address names, whatever it is. */
  readonly session: string | string[] | undefined;
};

/**
 * Has the browser ask for what a playground begins with while its scripts are still on their way. The addresses are those
 * that `useApp`, `readNewestRevision` and `apiSessionSource` ask for, to the letter: what differs is read a second time.
 */
export function preloadPlayground({ slug, session }: PreloadPlayground): void {
  preloadAnswer(`/apps/${slug}`);
  preloadAnswer(`/apps/${slug}/revisions?limit=1`);
  if (typeof session !== "string" || !/^ses_\w+$/.test(session)) return;
  preloadAnswer(`/sessions/${session}/messages?limit=50`);
  preloadAnswer(`/runs?sessionId=${session}&limit=60`);
}

function preloadAnswer(path: string): void {
  preload(`/api/v1${path}`, { as: "fetch", crossOrigin: "anonymous" });
}

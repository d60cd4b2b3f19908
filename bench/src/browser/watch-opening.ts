import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Since the address was gone to. */
export type Opened = {
  /** Its last words were painted. */
  readonly wordsMs: number;
  /** The conversation itself stands there, and the box to say more in it. */
  readonly readyMs: number;
};

/**
 * Has each page from now on note itself when it shows these last words of a conversation. A test that asks from outside
 * asks after 0, 20, 70, 170, 270 and 770 ms, and then twice a second: what comes in between counts as late as its next
 * question.
 */
export async function watchOpenings(page: Page, lastWords: string): Promise<void> {
  await page.addInitScript(`{
    const opened = (window.slipwayOpened = {});
    const begun = new Set();
    const note = (name) => {
      begun.add(name);
      const { port1, port2 } = new MessageChannel();
      // The task behind the frame: what it shows was handed over to be drawn by then.
      port1.onmessage = () => (opened[name] = performance.now());
      requestAnimationFrame(() => port2.postMessage(null));
    };
    const says = (paragraph) => paragraph.textContent === ${JSON.stringify(lastWords)} && !paragraph.closest("[hidden]");
    const has = (within) => [...document.querySelectorAll(within)].some(says);
    const look = () => {
      if (!begun.has("wordsMs") && has("main p")) note("wordsMs");
      if (begun.has("readyMs") || !has("ol[aria-label=Messages] p")) return;
      if (!document.querySelector("section[aria-label=Conversation] textarea:enabled")) return;
      note("readyMs");
      changes.disconnect();
    };
    const changes = new MutationObserver(look);
    changes.observe(document, { subtree: true, childList: true });
  }`);
}

/** What the page noted, once it has noted all. */
export async function readOpening(page: Page): Promise<Opened> {
  const deadline = AbortSignal.timeout(60_000);
  while (!(await page.evaluate<boolean>("window.slipwayOpened?.readyMs !== undefined"))) {
    await delay(100, undefined, { signal: deadline });
  }
  return page.evaluate<Opened>("window.slipwayOpened");
}

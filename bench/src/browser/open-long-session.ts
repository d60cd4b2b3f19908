import { beginSession } from "#browser/begin-session.ts";
import type { OpenPage } from "#browser/open-browser.ts";
import { type Opened, readOpening, watchOpenings } from "#browser/watch-opening.ts";
import { median } from "#measure/quantile.ts";
import type { Bench, Figure } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const longMessages = 2_000;
const begunWith = 200;

const lastWords = "The very last.";

/** How long it takes from an address to the last words of the long session that it names. */
export async function openLongSession(bench: Bench, slipway: Slipway, { page }: OpenPage): Promise<Figure[]> {
  bench.say(`a session of ${longMessages} messages`);
  const session = await beginSession(slipway, begunWith - 1);
  for (let messages = begunWith; messages < longMessages; messages += 2) {
    const last = messages + 2 >= longMessages ? lastWords : "Said.";
    await slipway.post(`/sessions/${session}/runs`, {
      input: { message: `Question ${messages}\n!script\n!say ${last}` },
    });
  }
  await watchOpenings(page, lastWords);
  // Scripts and styles are in the browser's cache from the first time on, as they are for whoever works here.
  await open();
  const opened: Opened[] = [];
  for (let round = 1; round <= bench.repeats; round += 1) {
    bench.say(`opening it (${round} of ${bench.repeats})`);
    opened.push(await open());
  }
  const shown = await page.getByRole("list", { name: "Messages" }).locator("> li").count();
  return [
    {
      name: "2,000 messages: from the address to the last one",
      value: median(opened.map(({ wordsMs }) => wordsMs)),
      unit: "ms",
      budget: { atMost: 1_000 },
    },
    {
      name: "… until something can be said in it",
      value: median(opened.map(({ readyMs }) => readyMs)),
      unit: "ms",
    },
    { name: "… messages that exist on the page", value: shown, unit: "", budget: { atMost: 60 } },
  ];

  async function open(): Promise<Opened> {
    await page.goto("/apps");
    await page.goto(`/apps/${slipway.appId}?session=${session}`, { waitUntil: "commit" });
    return readOpening(page);
  }
}

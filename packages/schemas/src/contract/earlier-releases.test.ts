import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { configSchemas } from "#apps/app-config.ts";
import { AppType } from "#apps/app-type.ts";
import { findGrammarFault } from "#events/check-grammar.ts";
import { eventTypes, parseEvent, type SlipwayEvent } from "#events/event.ts";
import { foldEvents } from "#events/fold-messages.ts";
import { Message } from "#messages/message.ts";

/**
 * What each release wrote into its rows, kept as it was. A folder is never changed after its release: when one of these
 * fails, the schema is what has to give way.
 */
const fixtures = new URL("../../fixtures/", import.meta.url);
const releases = readdirSync(fixtures).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));

const JsonObjects = z.array(z.record(z.string(), z.unknown()));
const read = (release: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${release}/${name}.json`, fixtures), "utf8"));

describe.each(releases)("rows of release %s", (release) => {
  const rows = JsonObjects.parse(read(release, "events"));

  it("C73 are events that still parse, with nothing lost", () => {
    for (const row of rows) expect(parseEvent(row), `${row.type} (${row.seq})`).toMatchObject(row);
  });

  it("C73 fold into the same messages as then", () => {
    const events = rows.map(parseEvent).filter((event): event is SlipwayEvent => event !== null);
    expect(findGrammarFault(events)).toBeNull();
    const { messages } = foldEvents(events);
    expect(messages).toEqual(read(release, "messages"));
    expect(z.array(Message).parse(messages)).toEqual(messages);
  });

  it.each(AppType.options)("C73 are %s configurations that still parse, with nothing lost", (type) => {
    const configs = z.record(AppType, JsonObjects).parse(read(release, "configs"))[type];
    expect(configs.length).toBeGreaterThan(0);
    for (const config of configs) expect(configSchemas[type].parse(config)).toMatchObject(config);
  });
});

it("C73 has a row of every event type in the newest release, so that the next one is tested against it", () => {
  const newest = JsonObjects.parse(read(releases.at(-1) ?? "", "events"));
  expect(eventTypes.filter((type) => !newest.some((row) => row.type === type))).toEqual([]);
});

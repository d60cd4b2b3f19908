import { expect, it } from "vitest";
import { Template } from "#apps/app.ts";
import { parseAppConfig } from "#apps/app-config.ts";
import { AppType } from "#apps/app-type.ts";
import { isBuiltType } from "#apps/built-parts.ts";
import { blankTemplate, findTemplate, templates } from "#apps/templates/templates.ts";

it.each(templates)("$id is a configuration that can be run as it is", (template) => {
  expect(Template.parse(template)).toEqual(template);
  expect(parseAppConfig(template.type, template.config)).toEqual(template.config);
  expect(findTemplate(template.id)).toBe(template);
});

it("has a name and an id of its own for each, and a blank one for each type that can run", () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length);
  for (const type of AppType.options)
    expect(blankTemplate(type)?.type).toBe(isBuiltType(type) ? type : undefined);
});

it("offers four templates of each type beside the blank one", () => {
  for (const type of AppType.options) {
    const offered = templates.filter(
      (template) => template.type === type && !template.id.startsWith("blank-"),
    );
    expect(offered.length, type).toBeGreaterThanOrEqual(4);
  }
});

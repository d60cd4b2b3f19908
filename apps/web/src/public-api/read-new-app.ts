import type { NewApp } from "@slipway/db/apps/create-app";
import type { CreateApp } from "@slipway/schemas/apps/app";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { isBuiltType } from "@slipway/schemas/apps/built-parts";
import { blankTemplate, findTemplate } from "@slipway/schemas/apps/templates/templates";
import { AppError } from "@slipway/schemas/errors/app-error";
import { readConfig } from "#public-api/config/read-config.ts";

/**
 * What a new app starts with: the given configuration, a template's, or the blank one of its type. Throws
 * `invalid_config` for what is not valid or not available, `invalid_request` for a template that does not fit.
 */
export function readNewApp({
  name,
  slug,
  type,
  templateId,
  config,
}: CreateApp): Omit<NewApp, "projectId" | "createdBy"> {
  if (!isBuiltType(type)) {
    throw new AppError("invalid_config", `Apps of type ${type} are not available in this release.`, {
      details: [{ path: "type", message: "This type is not available in this release." }],
    });
  }
  const source = config ?? templateConfig(type, templateId);
  return { name, slug, type, config: readConfig(type, source) };
}

function templateConfig(type: AppType, templateId: string | undefined): unknown {
  const template = templateId === undefined ? blankTemplate(type) : findTemplate(templateId);
  if (template?.type === type) return template.config;
  const fault = template
    ? `This template makes apps of type ${template.type}.`
    : "There is no such template.";
  throw new AppError("invalid_request", `The request is not valid. templateId: ${fault}`, {
    details: [{ path: "templateId", message: fault }],
  });
}

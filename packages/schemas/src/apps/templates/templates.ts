import type { Template } from "#apps/app.ts";
import type { AppType } from "#apps/app-type.ts";
import { agentTemplates } from "#apps/templates/agent-templates.ts";
import { chatTemplates } from "#apps/templates/chat-templates.ts";
import { completionTemplates } from "#apps/templates/completion-templates.ts";

/** Every template that can be used in this release. */
export const templates: readonly Template[] = [...chatTemplates, ...completionTemplates, ...agentTemplates];

export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}

/** What a new app of this type starts with when nothing else was chosen. */
export function blankTemplate(type: AppType): Template | undefined {
  return findTemplate(`blank-${type}`);
}

import type { AppType } from "@slipway/schemas/apps/app-type";
import { isBuiltType } from "@slipway/schemas/apps/built-parts";
import { blankTemplate } from "@slipway/schemas/apps/templates/templates";
import { Bot, MessagesSquare, TextCursorInput } from "lucide-react";
import type { ReactNode } from "react";

type AppTypeLook = { readonly label: string; readonly line: string; readonly icon: ReactNode };

/** How each type of app is called and drawn. */
export const appTypes: Readonly<Record<AppType, AppTypeLook>> = {
  chat: { label: "Chat", line: "A conversation", icon: <MessagesSquare /> },
  completion: { label: "Completion", line: "One prompt with variables", icon: <TextCursorInput /> },
  agent: { label: "Agent", line: "Works with tools in a sandbox", icon: <Bot /> },
};

export type BlankChoice = AppTypeLook & { readonly templateId: string };

/** The types that can be started from scratch in this release. */
export const blankChoices: readonly BlankChoice[] = (Object.keys(appTypes) as AppType[]).flatMap((type) => {
  const template = isBuiltType(type) ? blankTemplate(type) : undefined;
  return template ? [{ ...appTypes[type], templateId: template.id }] : [];
});

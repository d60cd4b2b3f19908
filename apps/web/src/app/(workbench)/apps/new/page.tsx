import { blankTemplate, findTemplate } from "@slipway/schemas/apps/templates/templates";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { layoutCookie, NewPlayground, panelIds } from "#features/playground/index.ts";
import { parseLayout } from "#ui/parse-layout.ts";

export const metadata: Metadata = { title: "New app" };

export default async function NewAppPage({ searchParams }: PageProps<"/apps/new">) {
  const { template: id, model } = await searchParams;
  const template = typeof id === "string" ? findTemplate(id) : blankTemplate("chat");
  if (!template) notFound();
  const layout = parseLayout((await cookies()).get(layoutCookie)?.value, panelIds);
  return (
    <NewPlayground template={template} layout={layout} {...(typeof model === "string" ? { model } : {})} />
  );
}

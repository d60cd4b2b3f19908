import { blankTemplate, findTemplate } from "@slipway/schemas/apps/templates/templates";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { NewPlayground, readLayouts } from "#features/playground/index.ts";

export const metadata: Metadata = { title: "New app" };

export default async function NewAppPage({ searchParams }: PageProps<"/apps/new">) {
  const { template: id, model } = await searchParams;
  const template = typeof id === "string" ? findTemplate(id) : blankTemplate("chat");
  if (!template) notFound();
  const layouts = readLayouts(await cookies());
  return (
    <NewPlayground template={template} layouts={layouts} {...(typeof model === "string" ? { model } : {})} />
  );
}

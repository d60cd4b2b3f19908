"use client";
import { FileUp, LayoutTemplate } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { blankChoices } from "./app-types.tsx";
import { newAppHref } from "./new-app-href.ts";

type FirstAppProps = { readonly onFromTemplate: () => void; readonly onImport: () => void };

/** The list of apps before there is one: the choices of the menu, large. */
export function FirstApp({ onFromTemplate, onImport }: FirstAppProps) {
  const choice =
    "flex w-full gap-3 rounded-md border border-line bg-surface p-4 text-left transition-colors hover:border-control-line hover:bg-hover";
  return (
    <div className="mx-auto w-full max-w-140 px-4 py-12 sm:py-20">
      <h2 className="text-20 font-semibold">Make your first app</h2>
      <p className="mt-1 text-14 text-muted text-pretty">
        It opens ready to talk to, with the demo model: offline, scripted, no key needed. Connect a real one
        under{" "}
        <Link href="/providers" className="text-accent-text underline underline-offset-2">
          Providers
        </Link>
        .
      </p>
      <ul className="mt-6 grid gap-3 sm:grid-cols-2">
        {blankChoices.map(({ label, line, icon, templateId }) => (
          <li key={templateId} className="flex">
            <Link href={newAppHref(templateId)} className={choice}>
              <Choice label={label} line={line} icon={icon} />
            </Link>
          </li>
        ))}
        <li className="flex">
          <button type="button" onClick={onFromTemplate} className={choice}>
            <Choice
              label="From template…"
              line="A ready-made start to look at first"
              icon={<LayoutTemplate />}
            />
          </button>
        </li>
        <li className="flex">
          <button type="button" onClick={onImport} className={choice}>
            <Choice label="Import…" line="An app exported as a file" icon={<FileUp />} />
          </button>
        </li>
      </ul>
    </div>
  );
}

function Choice({ label, line, icon }: { label: string; line: string; icon: ReactNode }) {
  return (
    <>
      <span aria-hidden="true" className="mt-0.5 text-accent-text [&_svg]:size-5">
        {icon}
      </span>
      <span>
        <span className="block text-14 font-medium">{label}</span>
        <span className="block text-muted">{line}</span>
      </span>
    </>
  );
}

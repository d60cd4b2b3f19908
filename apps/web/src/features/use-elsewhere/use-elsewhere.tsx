"use client";
import type { App, Revision } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { CodeBlock } from "#ui/code-block.tsx";
import { Field } from "#ui/field.tsx";
import { SegmentedControl } from "#ui/segmented-control.tsx";
import { Select } from "#ui/select.tsx";
import { exampleInput } from "./example-input.ts";
import { type SnippetLanguage, type SnippetTarget, snippetOf } from "./snippets.ts";

const languages = [
  { value: "curl", label: "curl" },
  { value: "typescript", label: "TypeScript" },
  { value: "python", label: "Python" },
  { value: "ai-sdk", label: "AI SDK" },
] as const;

/** Programs that call the app as it stands here: to be taken along and run. */
export function UseElsewhere({ app, revision }: { app: App; revision: Revision }) {
  const [language, setLanguage] = useState<SnippetLanguage>("curl");
  const [called, setCalled] = useState(`r${revision.number}`);
  const code = snippetOf(language, {
    origin: window.location.origin,
    slug: app.slug,
    target: readTarget(called, revision.number),
    input: exampleInput(app.type, revision.config),
  });
  const environments = Object.entries(app.deployments).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return (
    <div className="flex max-w-200 flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Field label="What is called" className="w-72">
          <Select
            value={called}
            onValueChange={setCalled}
            options={[
              { value: `r${revision.number}`, label: `Revision ${revision.number}, always` },
              ...environments.map(([environment, number]) => ({
                value: `in ${environment}`,
                label: `What ${environment} runs`,
                description: `Revision ${number} now`,
              })),
              {
                value: "any",
                label: "Nothing named",
                description: "What production runs; while nothing is deployed there, the newest revision",
              },
            ]}
          />
        </Field>
        <SegmentedControl label="Language" value={language} onValueChange={setLanguage} options={languages} />
      </div>
      <CodeBlock code={code} label={languages.find(({ value }) => value === language)?.label ?? language} />
      <p className="text-muted text-pretty">
        It reads the key from <code className="text-12">SLIPWAY_API_KEY</code>: make one for an editor under{" "}
        <Link href={"/settings/keys" as Route} className="text-accent-text underline underline-offset-2">
          API keys
        </Link>
        . All that the call takes and answers is in the{" "}
        <Link href={"/docs/api" as Route} className="text-accent-text underline underline-offset-2">
          API reference
        </Link>
        .
      </p>
    </div>
  );
}

function readTarget(called: string, revision: number): SnippetTarget {
  if (called === "any") return null;
  return called.startsWith("in ") ? { environment: called.slice(3) } : { revision };
}

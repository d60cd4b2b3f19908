import type { Template } from "@slipway/schemas/apps/app";
import type { ReactNode } from "react";
import { appTypes } from "./app-types.tsx";

/** What an app of this template starts with, part by part. */
export function TemplatePreview({ template }: { template: Template }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={`${template.name}: its configuration`}
      className="min-h-0 overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2 max-sm:max-h-72"
    >
      <dl className="flex flex-col gap-4">
        <Part name="Type">{appTypes[template.type].label}</Part>
        {Object.entries(template.config).map(([name, value]) => (
          <Part key={name} name={titleOf(name)}>
            <Value value={value} />
          </Part>
        ))}
      </dl>
    </section>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-12 font-medium text-muted">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === "") return <span className="text-faint">Empty</span>;
  if (typeof value === "string") return <p className="whitespace-pre-wrap">{value}</p>;
  if (value && typeof value === "object" && !Array.isArray(value)) {
    return Object.entries(value).map(([name, inner]) => (
      <p key={name}>
        {titleOf(name)} <span className="font-mono text-12">{JSON.stringify(inner)}</span>
      </p>
    ));
  }
  return <code className="text-12">{JSON.stringify(value)}</code>;
}

/** `maxOutputTokens` as people read it: Max output tokens. */
function titleOf(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

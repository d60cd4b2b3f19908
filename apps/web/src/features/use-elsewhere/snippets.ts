import { aiSdkSnippet } from "./ai-sdk-snippet.ts";
import { indented } from "./indented.ts";
import type { InvokeBody } from "./invoke-body.ts";

export type SnippetLanguage = "curl" | "typescript" | "python" | "ai-sdk";

/** What is called: a fixed revision, what an environment points at, or with neither what production or the newest is. */
export type SnippetTarget = { readonly revision: number } | { readonly environment: string } | null;

export type SnippetWishes = {
  /** Where this Slipway is. */
  readonly origin: string;
  readonly slug: string;
  readonly target: SnippetTarget;
  readonly input: Readonly<Record<string, unknown>>;
};

/** A call of the app as a program of that language, complete: with SLIPWAY_API_KEY set it runs as it stands. */
export function snippetOf(language: SnippetLanguage, { origin, slug, target, input }: SnippetWishes): string {
  const url = `${origin}/api/v1/apps/${slug}/invoke`;
  return writers[language](url, { input, ...target });
}

const writers: Readonly<Record<SnippetLanguage, (url: string, body: InvokeBody) => string>> = {
  curl: (url, body) =>
    [
      `curl ${url}`,
      `-H "Authorization: Bearer $SLIPWAY_API_KEY"`,
      `-H "Content-Type: application/json"`,
      `-d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`,
    ].join(" \\\n  "),
  typescript: (url, body) => `const response = await fetch(${JSON.stringify(url)}, {
  method: "POST",
  headers: {
    authorization: \`Bearer \${process.env.SLIPWAY_API_KEY}\`,
    "content-type": "application/json",
  },
  body: JSON.stringify(${indented(JSON.stringify(body, null, 2), "  ")}),
});
if (!response.ok) throw new Error(await response.text());
const run = await response.json();
if (run.status === "failed") throw new Error(run.error.message);
console.log(run.output?.text ?? run.status);`,
  python: (url, body) => `import json
import os
import urllib.request

request = urllib.request.Request(
    ${JSON.stringify(url)},
    data=json.dumps(${indented(pythonOf(body), "    ")}).encode(),
    headers={
        "Authorization": f"Bearer {os.environ['SLIPWAY_API_KEY']}",
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    run = json.load(response)
if run["status"] == "failed":
    raise RuntimeError(run["error"]["message"])
print(run["output"]["text"] if run["output"] else run["status"])`,
  "ai-sdk": aiSdkSnippet,
};

/** JSON's texts and numbers are Python's as well; its three words are not. */
function pythonOf(value: unknown, indent = ""): string {
  const inner = `${indent}    `;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((item) => pythonOf(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${pythonOf(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

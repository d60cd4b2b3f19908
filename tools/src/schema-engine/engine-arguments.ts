import { parseArgs } from "node:util";

export type EngineOptions = {
  readonly url: string | undefined;
  readonly shadowUrl: string | undefined;
  /** Paths of the schema's files. */
  readonly schemaFiles: readonly string[];
};

export type EngineArguments =
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly command: string; readonly url: string }
  | { readonly kind: "serve"; readonly options: EngineOptions };

/** Reads the command line that Prisma builds. A flag that would have no effect here is refused, not passed over. */
export function engineArguments(args: readonly string[]): EngineArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      version: { type: "boolean", short: "V", default: false },
      datamodels: { type: "string", short: "d", multiple: true, default: [] },
      datasource: { type: "string", default: "{}" },
      "enabled-preview-features": { type: "string" },
    },
  });
  if (values.version) return { kind: "version" };
  const datasource: { url?: string; shadowDatabaseUrl?: string } = JSON.parse(values.datasource);
  const [cli, command] = positionals;
  if (cli === "cli") return { kind: "command", command: command ?? "", url: datasource.url ?? "" };
  return {
    kind: "serve",
    options: {
      url: datasource.url || undefined,
      shadowUrl: datasource.shadowDatabaseUrl || undefined,
      schemaFiles: values.datamodels,
    },
  };
}

import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { EngineOptions } from "#schema-engine/engine-arguments.ts";
import { checkConnection, createDatabase } from "#schema-engine/run-database-command.ts";

export type Engine = SchemaEngine;

type Request = {
  readonly method: string;
  readonly params: unknown;
  readonly options: EngineOptions;
  readonly engine: () => Promise<Engine>;
  /** Sends a notification to Prisma. */
  readonly send: (message: object) => void;
};

/** Notifications need an id that no request of Prisma's has. */
const printId = 1_000_000_000;

const engineMethods = [
  "applyMigrations",
  "createMigration",
  "dbExecute",
  "devDiagnostic",
  "diagnoseMigrationHistory",
  "diff",
  "evaluateDataLoss",
  "introspect",
  "introspectSql",
  "markMigrationApplied",
  "markMigrationRolledBack",
  "reset",
  "schemaPush",
] as const;

/** The result of one request of Prisma's. What the WebAssembly engine leaves to its host is done here. */
export async function answerRequest({ method, params, options, engine, send }: Request): Promise<unknown> {
  switch (method) {
    case "createDatabase":
      return { databaseName: await createDatabase(options.url ?? "") };
    case "ensureConnectionValidity":
      await checkConnection(options.url ?? "");
      return {};
    case "getDatabaseVersion":
      return await (await engine()).version();
    case "diff":
      return printDiff(await callEngine(await engine(), { method: "diff", params }), send);
    default:
      if (!isEngineMethod(method)) throw new Error(`The schema engine knows no method ${method}.`);
      return (await callEngine(await engine(), { method, params })) ?? {};
  }
}

type DiffOutput = { readonly exitCode: number; readonly stdout?: string | null };

/** The WebAssembly engine returns the text, the native one has Prisma print it: so do we. */
function printDiff(output: unknown, send: Request["send"]): DiffOutput {
  const { exitCode, stdout } = output as DiffOutput;
  if (stdout) send({ id: printId, method: "print", params: { content: stdout.replace(/\n$/, "") } });
  return { exitCode, stdout: null };
}

type EngineMethod = (typeof engineMethods)[number];

/** Prisma and the engine are of one commit: the parameters go through as they are. */
async function callEngine(
  engine: Engine,
  { method, params }: { method: EngineMethod; params: unknown },
): Promise<unknown> {
  return await Reflect.apply(engine[method], engine, [params]);
}

function isEngineMethod(method: string): method is EngineMethod {
  return engineMethods.some((known) => known === method);
}

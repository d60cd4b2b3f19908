import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { answerRequest, type Engine } from "#schema-engine/answer-request.ts";
import type { EngineOptions } from "#schema-engine/engine-arguments.ts";
import { loadEngine, panicRegistry } from "#schema-engine/load-engine.ts";
import { logLine } from "#schema-engine/log-line.ts";
import { migrationAdapterFactory } from "#schema-engine/migration-adapter.ts";
import { type UserFacingError, userFacingError } from "#schema-engine/user-facing-error.ts";

/** What Prisma sends: JSON-RPC, one object a line. Our own notifications get an answer without a method. */
type Message = { readonly id: number; readonly method?: string; readonly params?: unknown };

/** The code that Prisma expects on every failure; the reason is in `data`. */
const rpcErrorCode = 4466;
const panicExitCode = 101;

/** Answers Prisma's requests, one after the other, until the input ends. */
export async function serveRequests(
  options: EngineOptions,
  { input, output }: { input: Readable; output: Writable },
): Promise<void> {
  const send = (message: object) => output.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const factory = bindMigrationAwareSqlAdapterFactory(migrationAdapterFactory(options));
  const engine = once(() => openEngine(options, factory));
  for await (const line of createInterface({ input })) {
    const message: Message = JSON.parse(line);
    if (message.method === undefined) continue;
    try {
      const result = await answerRequest({
        method: message.method,
        params: message.params,
        options,
        engine,
        send,
      });
      send({ id: message.id, result });
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) return panic(error);
      const data = reason(error, { registry: factory.errorRegistry, url: options.url });
      send({
        id: message.id,
        error: { code: rpcErrorCode, message: "See the data field for details.", data },
      });
    }
  }
}

type BoundFactory = ReturnType<typeof bindMigrationAwareSqlAdapterFactory>;

async function openEngine({ schemaFiles }: EngineOptions, factory: BoundFactory): Promise<Engine> {
  const SchemaEngine = await loadEngine();
  const datamodels = schemaFiles.map((file): [string, string] => [file, readFileSync(file, "utf8")]);
  const ignoreLog = () => undefined;
  return await SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    ignoreLog,
    factory,
  );
}

/** An error of our adapter crosses the engine as a number: the registry still has the error itself. */
function reason(
  error: unknown,
  { registry, url }: { registry: BoundFactory["errorRegistry"]; url: string | undefined },
): UserFacingError {
  const number =
    error instanceof Error ? /external error \(reason: (\d+)\)/i.exec(error.message)?.[1] : undefined;
  const original = number === undefined ? undefined : registry.consumeError(Number(number))?.error;
  return userFacingError(original ?? error, url);
}

function panic(error: Error): void {
  process.stderr.write(logLine("ERROR", { message: panicRegistry.message || error.message, is_panic: true }));
  process.exitCode = panicExitCode;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

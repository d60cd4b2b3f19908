#!/usr/bin/env node
import { engineArguments } from "#schema-engine/engine-arguments.ts";
import { logLine } from "#schema-engine/log-line.ts";
import { runDatabaseCommand } from "#schema-engine/run-database-command.ts";
import { serveRequests } from "#schema-engine/serve-requests.ts";
import { userFacingError } from "#schema-engine/user-facing-error.ts";

/*
 * Stands in for Prisma's native `schema-engine`, which `prisma migrate` would download: the same engine, compiled to
 * WebAssembly and installed from the registry, behind the same protocol. `prisma.config.ts` names this file.
 */
const request = engineArguments(process.argv.slice(2));
switch (request.kind) {
  case "version":
    process.stdout.write("schema-engine-cli wasm\n");
    break;
  case "command":
    try {
      await runDatabaseCommand(request.command, request.url);
    } catch (error) {
      process.stderr.write(logLine("INFO", { message: "start" }));
      process.stderr.write(logLine("ERROR", { ...userFacingError(error, request.url) }));
      process.exitCode = 1;
    }
    break;
  case "serve":
    await serveRequests(request.options, { input: process.stdin, output: process.stdout });
}

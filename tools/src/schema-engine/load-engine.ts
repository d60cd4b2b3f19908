import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const bindingsModule = "@prisma/schema-engine-wasm/schema_engine_bg";

/** Why the engine panicked, which it tells through a global before it traps. */
export const panicRegistry = {
  message: "",
  set_message(message: string): void {
    this.message = message;
  },
};

/** The engine's class, its WebAssembly loaded. The package's own entry needs a bundler for that. */
export async function loadEngine(): Promise<typeof bindings.SchemaEngine> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panicRegistry });
  const folder = path.dirname(createRequire(import.meta.url).resolve(bindingsModule));
  const code = await WebAssembly.compile(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

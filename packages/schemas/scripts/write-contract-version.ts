import { readFile, writeFile } from "node:fs/promises";
import { fingerprintContract } from "#contract/fingerprint-contract.ts";

/** Writes the fingerprint of the schemas into src/contract-version.ts; its number stays. */
const file = new URL("../src/contract-version.ts", import.meta.url);
const fingerprint = await fingerprintContract();
const source = await readFile(file, "utf8");
await writeFile(file, source.replace(/(contractVersion = "\d+-)[0-9a-f]*"/, `$1${fingerprint}"`));
process.stdout.write(`${fingerprint}\n`);

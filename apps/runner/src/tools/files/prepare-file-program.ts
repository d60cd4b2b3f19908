import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const inside = path.join(import.meta.dirname, "inside");
/** Where the program lies below its folder, so that its imports find each other. */
const place = "src/tools/files/inside";

/** The file tools' program as a folder that can be shown to a sandbox. `main` is relative to it. */
export type FileProgram = { readonly folder: string; readonly main: string };

/** Makes the program if this version of it is not there yet. Other runners may do so at the same time. */
export async function prepareFileProgram(dataDir: string): Promise<FileProgram> {
  const files = (await readdir(inside, { recursive: true })).filter(isSource).toSorted();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(await readFile(path.join(inside, file)));
  const folder = path.join(dataDir, "sandbox", `files-${hash.digest("hex").slice(0, 16)}`);
  const program = { folder, main: path.join(place, "main.js") };
  if (existsSync(folder)) return program;
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  const making = await mkdtemp(`${folder}.`);
  const strip = path.join(import.meta.dirname, "strip-types.ts");
  await run(process.execPath, ["--no-warnings", strip, inside, path.join(making, place), ...files]);
  await writeFile(path.join(making, "package.json"), JSON.stringify(packageOfProgram));
  await chmod(making, 0o755);
  await rename(making, folder).catch(() => rm(making, { recursive: true }));
  return program;
}

function isSource(file: string): boolean {
  return file.endsWith(".ts") && !file.endsWith(".test.ts");
}

const packageOfProgram = { type: "module", imports: { "#*": "./src/*" } };

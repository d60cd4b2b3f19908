import { writeFile } from "node:fs/promises";
import { renderContract } from "#contract/render-contract.ts";

await writeFile(new URL("../../../docs/contract.md", import.meta.url), renderContract());

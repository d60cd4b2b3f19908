import type { ImportedApp } from "@slipway/db/apps/import-app";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import { AppFile } from "@slipway/schemas/apps/app-file";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { ErrorDetail } from "@slipway/schemas/errors/error-body";
import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import { locateInYaml, readYaml } from "#configs/read-yaml.ts";
import { readConfig } from "#public-api/config/read-config.ts";

/**
 * Reads an app from a file that may come from anybody. Throws `invalid_request`, or `invalid_config` for a revision that
 * this release cannot run, with path and line of everything wrong.
 */
export function readAppFile(text: string): Omit<ImportedApp, "projectId" | "importedBy"> {
  const read = readYaml(text);
  if (read.kind === "broken") {
    throw faulty(
      "invalid_request",
      read.problems.map(({ message, from }) => ({ path: "", line: lineAt(text, from), message })),
    );
  }
  try {
    const file = parseOrThrow(AppFile, read.value);
    requireGapless(file);
    const { name, slug, type } = file.app;
    const revisions = file.revisions.map(({ message, config }, at) => ({
      message,
      config: readConfig(type, config, ["revisions", at, "config"]) as AppConfig,
    }));
    return { name, slug, type, revisions, deployments: file.deployments ?? {} };
  } catch (error) {
    if (!(error instanceof AppError) || !Array.isArray(error.details)) throw error;
    const details: readonly ErrorDetail[] = error.details;
    throw faulty(
      error.code === "invalid_config" ? "invalid_config" : "invalid_request",
      details.map((detail) => ({
        ...detail,
        line: lineAt(text, locateInYaml(read.document, detail.path).from),
      })),
    );
  }
}

/** Numbers are how callers name revisions: they stay what they are, or the file is refused. */
function requireGapless({ revisions, deployments = {} }: AppFile): void {
  const details: ErrorDetail[] = revisions.flatMap(({ number }, at) =>
    number === at + 1
      ? []
      : [
          {
            path: `revisions.${at}.number`,
            message: `Expected ${at + 1}: numbers go up from 1 without a gap.`,
          },
        ],
  );
  for (const [environment, revision] of Object.entries(deployments)) {
    if (revision > revisions.length) {
      details.push({ path: `deployments.${environment}`, message: `The file has no revision ${revision}.` });
    }
  }
  if (details.length > 0) throw new AppError("invalid_request", "The file is not valid.", { details });
}

function faulty(code: "invalid_request" | "invalid_config", details: readonly ErrorDetail[]): AppError {
  const [first] = details;
  const where = [first?.line ? `line ${first.line}` : "", first?.path ?? ""].filter(Boolean).join(", ");
  return new AppError(code, `The file cannot be imported. ${where}: ${first?.message ?? ""}`, {
    details: [...details],
  });
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

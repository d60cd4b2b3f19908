import { AppError } from "@slipway/schemas/errors/app-error";
import { isPlainPath } from "@slipway/schemas/files/snapshot-manifest";

/** The path of a file from the address that names it. Throws `invalid_request` for one that leads elsewhere. */
export function readFilePath(pathname: string): string {
  const encoded = /\/sessions\/[^/]+\/files\/(.+)$/.exec(pathname)?.[1] ?? "";
  const path = decode(encoded);
  if (path === null || path.length > 4_096 || !isPlainPath(path)) {
    const message = "Name a file below the workspace: no empty names, no . or .. in it.";
    throw new AppError("invalid_request", `The request is not valid. path: ${message}`, {
      details: [{ path: "path", message }],
    });
  }
  return path;
}

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

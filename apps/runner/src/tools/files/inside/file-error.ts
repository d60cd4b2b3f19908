/** What a file tool was asked for cannot be done, for a reason that the model is told. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** The reason in words, for what the system answers to a call on a path that the model gave. */
export function explainFileError(error: unknown, shownPath: string): string {
  if (error instanceof FileError) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return `${shownPath}: ${reason}`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder.",
  EACCES: "the file's own permissions do not allow it.",
  EPERM: "this is not permitted.",
  EISDIR: "this is a folder.",
  EEXIST: "a part of the path is a file, not a folder.",
  ENOTDIR: "a part of the path is a file, not a folder.",
  ELOOP: "its symbolic links go in a circle.",
  ENAMETOOLONG: "the name is too long.",
  EROFS: "this lies outside of what can be written.",
  EFBIG: "a file may hold 100 MiB.",
  ENOSPC: "the disk is full.",
  EDQUOT: "the disk's quota is used up.",
  ENXIO: "this is no regular file.",
  EMFILE: "too many files are open.",
};

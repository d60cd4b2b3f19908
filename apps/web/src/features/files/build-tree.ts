import type { SessionFile } from "@slipway/schemas/files/session-file";

/** One line of the tree. */
export type TreeRow = {
  readonly path: string;
  readonly name: string;
  /** 1 at the top. */
  readonly level: number;
  readonly file: SessionFile | null;
  /** Something in the folder, or the file itself, is not what it was. */
  readonly isChanged: boolean;
};

/** The lines of the folders that are open, folders first, each sorted by name. Closed ones hide what is in them. */
export function buildTree(files: readonly SessionFile[], isOpen: (folder: string) => boolean): TreeRow[] {
  return rowsBelow(toFolders(files), { path: "", level: 1, isOpen });
}

type Folder = { readonly folders: Map<string, Folder>; readonly files: Map<string, SessionFile> };
const newFolder = (): Folder => ({ folders: new Map(), files: new Map() });

function toFolders(files: readonly SessionFile[]): Folder {
  const root = newFolder();
  for (const file of files) {
    const names = file.path.split("/");
    const own = file.kind === "folder" ? names : names.slice(0, -1);
    let folder = root;
    for (const name of own) {
      const inner = folder.folders.get(name) ?? newFolder();
      folder.folders.set(name, inner);
      folder = inner;
    }
    if (file.kind !== "folder") folder.files.set(names.at(-1) ?? file.path, file);
  }
  return root;
}

type Place = { readonly path: string; readonly level: number; readonly isOpen: (folder: string) => boolean };

function rowsBelow(folder: Folder, { path, level, isOpen }: Place): TreeRow[] {
  const at = (name: string) => (path === "" ? name : `${path}/${name}`);
  const folders = sorted(folder.folders).flatMap(([name, inner]) => {
    const row = { path: at(name), name, level, file: null, isChanged: hasChange(inner) };
    return [row, ...(isOpen(row.path) ? rowsBelow(inner, { path: row.path, level: level + 1, isOpen }) : [])];
  });
  const files = sorted(folder.files).map(
    ([name, file]): TreeRow => ({ path: at(name), name, level, file, isChanged: file.change !== null }),
  );
  return [...folders, ...files];
}

function sorted<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function hasChange({ folders, files }: Folder): boolean {
  return [...files.values()].some(({ change }) => change !== null) || [...folders.values()].some(hasChange);
}

import { lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "#sandbox/replace-file.ts";

/** What programs need of a host's /etc, and nothing that says who uses it. */
const sharedSettings = [
  "alternatives",
  "ca-certificates",
  "ca-certificates.conf",
  "fonts",
  "ld.so.cache",
  "ld.so.conf",
  "ld.so.conf.d",
  "localtime",
  "magic",
  "mime.types",
  "perl",
  "pki/ca-trust",
  "pki/tls/certs",
  "protocols",
  "python3",
  "services",
  "ssl/certs",
  "ssl/openssl.cnf",
];

/** Who a program in the sandbox is to itself. */
export const sandboxUser = { id: 1000, name: "agent" } as const;

const madeSettings = {
  passwd: `root:x:0:0:root:/root:/usr/sbin/nologin\n${sandboxUser.name}:x:${sandboxUser.id}:${sandboxUser.id}::/tmp:/bin/bash\n`,
  group: `root:x:0:\n${sandboxUser.name}:x:${sandboxUser.id}:\n`,
  hosts: "127.0.0.1 localhost sandbox\n::1 localhost\n",
  "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
  "resolv.conf": "",
  "host.conf": "multi on\n",
} as const;

const madeFolders = [
  "/etc",
  "/etc/pki",
  "/etc/pki/tls",
  "/etc/ssl",
  "/opt",
  "/opt/slipway",
  "/opt/slipway/bin",
  "/run",
  "/run/slipway",
];

/** Writes the settings that are made up for the sandbox into a folder of the host. */
export function writeMadeSettings(folder: string): void {
  for (const [name, content] of Object.entries(madeSettings)) {
    replaceFile(path.join(folder, name), content);
  }
}

/** Where programs find the Node that the runner itself runs on. */
export const nodeMount = "/opt/slipway/bin/node";

/** bubblewrap's arguments for what is seen of the host: its programs and libraries, read-only. */
export function hostViewArguments(settingsFolder: string): string[] {
  const javaSettings = readdirSync("/etc").filter((name) => /^java-\d+/.test(name));
  return [
    ...madeFolders.flatMap(makeFolder),
    ...["--ro-bind", "/usr", "/usr"],
    ...["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"].flatMap(systemFolder),
    ...["--ro-bind", realpathSync(process.execPath), nodeMount],
    ...[...sharedSettings, ...javaSettings].flatMap((name) => [
      "--ro-bind-try",
      `/etc/${name}`,
      `/etc/${name}`,
    ]),
    ...Object.keys(madeSettings).flatMap((name) => [
      "--ro-bind",
      path.join(settingsFolder, name),
      `/etc/${name}`,
    ]),
  ];
}

/** A folder on the way to what is bound. bubblewrap would make it for its owner alone. */
export function makeFolder(folder: string): string[] {
  return ["--perms", "0755", "--dir", folder];
}

/** On most systems /bin and its like are links into /usr; on others they are folders. */
function systemFolder(folder: string): string[] {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return [];
  return found.isSymbolicLink() ? ["--symlink", readlinkSync(folder), folder] : ["--ro-bind", folder, folder];
}

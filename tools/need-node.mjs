/*
 * The first thing every command runs, before anything is installed. On Linux the lockfile brings the Node that Slipway
 * runs on, and any Node that can start npx will do; elsewhere it is the host's.
 */
const bringsNode = process.platform === "linux" && ["x64", "arm64"].includes(process.arch);
const needed = bringsNode ? [20, 0] : [22, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `Slipway needs Node ${needed.join(".")} or later and this is ${process.versions.node}: install a current one from https://nodejs.org and start again.`,
  );
  process.exit(1);
}

import { Socket } from "node:net";

/*
 * Preloaded into the web and the runner. Their fourth file descriptor is a pipe whose other end only the launcher
 * holds: when it breaks, the launcher is gone, even if it was killed, and nobody is left to look after this process.
 */
const launcher = new Socket({ fd: 3, readable: true, writable: false });
launcher.on("error", endGracefully).on("close", endGracefully).resume().unref();

const graceMs = 35_000;

function endGracefully(): void {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), graceMs).unref();
}

import { sandboxUser } from "#sandbox/bubblewrap/host-view.ts";
import { proxyPort } from "#sandbox/launch-script.ts";

/** All that a program is given as its environment. Nothing of the runner's own is in it. */
export function programEnvironment({ hasProxy }: { hasProxy: boolean }): Record<string, string> {
  return {
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/slipway/bin",
    HOME: "/tmp",
    TMPDIR: "/tmp",
    USER: sandboxUser.name,
    LOGNAME: sandboxUser.name,
    SHELL: "/bin/bash",
    LANG: "C.UTF-8",
    TERM: "dumb",
    // Programs that would wait for a person end instead.
    PAGER: "cat",
    GIT_PAGER: "cat",
    GIT_TERMINAL_PROMPT: "0",
    DEBIAN_FRONTEND: "noninteractive",
    ...(hasProxy ? proxyVariables() : {}),
  };
}

function proxyVariables(): Record<string, string> {
  const proxy = `http://127.0.0.1:${proxyPort}`;
  return {
    http_proxy: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NODE_USE_ENV_PROXY: "1",
  };
}

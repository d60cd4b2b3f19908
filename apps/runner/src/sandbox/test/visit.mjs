// Runs inside a sandbox: asks for each address of its arguments and prints a line for each answer. "plain http://…" asks
// the proxy in absolute form, "tunnel http://…" through CONNECT, "fetch http://…" goes by the environment.
import { request } from "node:http";

const proxy = { host: "127.0.0.1", port: 3128, agent: false };

const ways = {
  plain: (url, host) =>
    answerOf(request({ ...proxy, path: url.href, headers: { host: host ?? url.host } }).end()),
  tunnel: (url) =>
    new Promise((resolve, reject) => {
      const connect = request({ ...proxy, method: "CONNECT", path: url.host }).end();
      connect.once("error", reject);
      connect.once("connect", (response, socket) => {
        if (response.statusCode !== 200) resolve(`${response.statusCode}`);
        else resolve(answerOf(request(url, { createConnection: () => socket }).end()));
        if (response.statusCode !== 200) socket.destroy();
      });
    }),
  fetch: async (url) => {
    const response = await fetch(url);
    return `${response.status} ${await response.text()}`;
  },
};

function answerOf(outgoing) {
  return new Promise((resolve, reject) => {
    outgoing.once("error", reject);
    outgoing.once("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve(`${response.statusCode} ${text.trim()}`);
    });
  });
}

for (const line of process.argv.slice(2)) {
  const [way, url, host] = line.split(" ");
  const answer = await ways[way](new URL(url), host).catch((error) => `failed: ${error.message}`);
  process.stdout.write(`${way} ${url} ${answer}\n`);
}

import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { checkPort } from "#up/check-port.ts";

it("passes a free port, and leaves it free", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(checkPort({ host: "127.0.0.1", port, variable: "PORT" })).rejects.toThrow(
    `Port ${port} is taken by another program: stop that one, or choose another with PORT=${port + 1}.`,
  );
  server.close();
  await once(server, "close");
  await checkPort({ host: "127.0.0.1", port, variable: "PORT" });
  await checkPort({ host: "127.0.0.1", port, variable: "PORT" });
});

it("says that a host is not this machine's", async () => {
  await expect(checkPort({ host: "192.0.2.1", port: 3999, variable: "PORT" })).rejects.toThrow(
    "HOST is 192.0.2.1, which is no address of this machine.",
  );
});

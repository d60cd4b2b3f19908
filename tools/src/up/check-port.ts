import { once } from "node:events";
import { createServer } from "node:net";
import { StartError } from "#start-error.ts";

/** @throws StartError when another program listens there already, or the address is not this machine's. */
export async function checkPort({
  host,
  port,
  variable,
}: {
  host: string;
  port: number;
  variable: string;
}): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    server.close();
    await once(server, "close");
  } catch (error) {
    throw refusal(error, { host, port, variable });
  }
}

function refusal(
  error: unknown,
  { host, port, variable }: { host: string; port: number; variable: string },
): unknown {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "EADDRINUSE":
      return new StartError(
        `Port ${port} is taken by another program: stop that one, or choose another with ${variable}=${port + 1}.`,
        { cause: error },
      );
    case "EACCES":
      return new StartError(
        `Port ${port} is not open to this user: choose one above 1023 with ${variable}.`,
        {
          cause: error,
        },
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(`HOST is ${host}, which is no address of this machine.`, { cause: error });
    default:
      return error;
  }
}

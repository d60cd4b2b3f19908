import { EnvError } from "#server/env.ts";
import { keepPreparing } from "#server/keep-preparing.ts";
import { getServices, type Services } from "#server/services.ts";

/** Starts the process's services. Ends the process with one clear sentence when the environment cannot be used. */
export function startWeb(): void {
  const services = servicesOrExit();
  void keepPreparing(services);
}

function servicesOrExit(): Services {
  try {
    return getServices();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

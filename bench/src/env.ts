/** The environment as it is, for the processes that the bench starts. */
export function readEnv(): NodeJS.ProcessEnv {
  return process.env;
}

/** The end of a switch that names every case: the compiler refuses it when one is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

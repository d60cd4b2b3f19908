/** A call that the server did not make, because it may not. Says nothing about what a name resolved to. */
export class EgressRefusedError extends Error {
  override readonly name = "EgressRefusedError";
}

/** The script is wrong: the message names the directive and what it takes. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
}

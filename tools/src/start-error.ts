/** Something that the person at the keyboard can put right. The message is one sentence with what to do. */
export class StartError extends Error {
  override name = "StartError";
}

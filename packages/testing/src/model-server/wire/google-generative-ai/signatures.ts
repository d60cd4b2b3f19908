import { sign } from "#model-server/wire/sign.ts";

/** What a call is signed with: it has to come back on the same call. */
export function signCall(name: string, args: object): string {
  return sign(`call:${name}:${JSON.stringify(args)}`);
}

/** What a text is signed with when the model has reasoned before it. */
export function signText(text: string): string {
  return sign(`text:${text}`);
}

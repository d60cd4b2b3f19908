/** What a program that is offered sends to `/invoke`. */
export type InvokeBody = Readonly<Record<string, unknown>> & {
  readonly input: Readonly<Record<string, unknown>>;
};

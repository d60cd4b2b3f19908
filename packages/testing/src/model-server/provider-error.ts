type ProviderErrorDetails = {
  readonly status: number;
  readonly message: string;
  readonly code?: string;
  /** The path of the offending parameter, such as `messages[2].role`. */
  readonly param?: string;
  readonly retryAfterSeconds?: number;
};

/** A refusal as a provider gives it; each wire puts it into its own error body. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;
  readonly retryAfterSeconds: number | undefined;

  constructor(details: ProviderErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.status = details.status;
    this.code = details.code ?? null;
    this.param = details.param ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

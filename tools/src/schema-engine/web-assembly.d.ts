/** What we use of it: TypeScript knows WebAssembly only together with the whole browser. */
declare const WebAssembly: {
  compile(code: Uint8Array): Promise<object>;
  instantiate(
    module: object,
    imports: object,
  ): Promise<{ readonly exports: { readonly __wbindgen_start: () => void } }>;
  readonly RuntimeError: ErrorConstructor;
};

import "vitest";

/** The server of an integration run, which vitest's global set-up starts and hands to every test file. */
export type TestPostgres = {
  readonly url: string;
  /** The name of a migrated database that every test database is copied from. */
  readonly template: string;
};

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged into vitest's own.
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

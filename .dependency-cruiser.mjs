/**
 * The directions of ARCHITECTURE.md as rules. Every one is an error: an import that points the wrong way fails the check.
 * A rule is [name, why, from, to]: `from` may not import `to`. Paths are relative to the repository. Tests sit next to what they test, so they are told apart by name.
 */
const testFile = String.raw`\.test\.tsx?$`;
const testCode = `(${testFile}|^apps/web/e2e/|^apps/web/[^/]+\\.config\\.ts$|^[^/]+\\.config\\.ts$|^bench/|^packages/testing/|^packages/db/src/testing/|^tools/src/postgres/start-test-postgres\\.ts$|/test/)`;

const runnerPart =
  "^apps/runner/src/(harness|events|approvals|batch|permissions|loops|tools|sandbox|breaker|budgets|gates|workspace|mcp|memory|browser|secrets|telemetry)/";

const general = [
  ["no-cycles", "A cycle means two files are one.", {}, { circular: true }],
  ["resolvable", "Every import resolves.", {}, { couldNotResolve: true }],
  [
    "declared",
    "A package is declared where it is used.",
    {},
    { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  ],
  ["not-deprecated", "No deprecated package or Node API.", {}, { dependencyTypes: ["deprecated"] }],
  [
    "no-dev-dependency-in-product",
    "What runs in production is a dependency, not a devDependency.",
    { path: "^(apps|packages)/[^/]+/src/", pathNot: testCode },
    {
      dependencyTypes: ["npm-dev"],
      dependencyTypesNot: ["type-only", "npm"],
      pathNot: "node_modules/@types/",
    },
  ],
];

const betweenPackages = [
  [
    "apps-are-strangers",
    "The two apps meet only in Postgres and in the packages.",
    { path: "^apps/([^/]+)/" },
    { path: "^apps/", pathNot: "^apps/$1/" },
  ],
  [
    "nothing-imports-apps",
    "Packages do not know the apps.",
    { path: "^(packages|prisma)/" },
    { path: "^(apps|tools|bench)/" },
  ],
  [
    "tools-stay-outside",
    "What starts and checks Slipway is no part of it.",
    { path: "^(apps|packages)/[^/]+/src/", pathNot: testCode },
    { path: "^tools/" },
  ],
  [
    "tools-know-no-app",
    "The launcher starts the apps as processes.",
    { path: "^tools/" },
    { path: "^(apps|bench)/" },
  ],
  [
    "schemas-import-zod-only",
    "The contract depends on nothing of ours and nothing of Node.",
    { path: "^packages/schemas/src/", pathNot: testCode },
    { pathNot: "^packages/schemas/src/|node_modules/(\\.pnpm/)?zod" },
  ],
  [
    "tracing-db-egress-files-and-prompts-import-schemas",
    "Of our packages, tracing, db, egress, files and prompts know only schemas.",
    { path: "^packages/(tracing|db|egress|files|prompts)/src/", pathNot: testCode },
    { path: "^packages/", pathNot: ["^packages/$1/", "^packages/schemas/"] },
  ],
  [
    "permissions-import-schemas-and-prompts",
    "Arguments are checked as all values that models make.",
    { path: "^packages/permissions/src/", pathNot: testCode },
    { path: "^packages/", pathNot: ["^packages/permissions/", "^packages/(schemas|prompts)/"] },
  ],
  [
    "testing-stays-in-tests",
    "Product code never imports what is made for tests.",
    { pathNot: testCode },
    { path: ["^packages/testing/", "^packages/db/src/testing/"] },
  ],
  ["tests-are-not-imported", "A test file exports nothing.", {}, { path: testFile }],
];

const runner = [
  [
    "parts-do-not-import-the-story",
    "http, dispatch, jobs → run → parts. A part that needs the story is part of the story.",
    { path: runnerPart },
    { path: "^apps/runner/src/(run|http|dispatch|jobs)/" },
  ],
  [
    "the-story-does-not-import-its-callers",
    "http, dispatch and jobs call run, not the other way.",
    { path: "^apps/runner/src/run/" },
    { path: "^apps/runner/src/(http|dispatch|jobs)/" },
  ],
  [
    "parts-without-database",
    "These parts take values and return values; the story stores them.",
    {
      path: "^apps/runner/src/(harness|batch|permissions|loops|tools|breaker|gates|workspace|mcp|browser|budgets)/",
      pathNot: testFile,
    },
    { path: "^packages/db/|node_modules/(\\.pnpm/)?(pg|@prisma)/" },
  ],
  [
    "pi-stays-in-its-adapter",
    "Nothing of Pi's coding agent leaks out of the one folder that embeds it. (Its library for models, pi-ai, serves both harnesses.)",
    { pathNot: "^apps/runner/src/harness/pi/" },
    { path: "node_modules/.*@earendil-works[/+]pi-(coding-agent|agent-core)" },
  ],
  [
    "only-compose-picks-adapters",
    "Adapters stand behind a port; which one is used is decided in one file.",
    {
      path: "^apps/runner/src/",
      pathNot: [testFile, "^apps/runner/src/compose\\.ts$", "^apps/runner/src/harness/(pi|llm|conformance)/"],
    },
    { path: "^apps/runner/src/harness/(pi|llm)/" },
  ],
];

const web = [
  [
    "web-doors-are-outermost",
    "main → api → public-api, server; app → features, public-api, server, ui. Nothing imports a route or a page.",
    { path: "^apps/web/src/", pathNot: ["^apps/web/src/(app|api)/", "^apps/web/src/main\\.ts$"] },
    { path: "^apps/web/src/(app|api)/" },
  ],
  [
    "pages-and-routes-are-strangers",
    "Next serves pages, our own server the API. Node runs the API's sources as they are, without JSX.",
    { path: "^apps/web/src/api/" },
    { path: "^apps/web/src/(app|features|ui|lib)/" },
  ],
  [
    "features-enter-by-index",
    "A feature's inside is its own.",
    { path: "^apps/web/src/features/([^/]+)/" },
    {
      path: "^apps/web/src/features/",
      pathNot: ["^apps/web/src/features/$1/", "^apps/web/src/features/[^/]+/index\\.ts$"],
    },
  ],
  [
    "public-api-knows-no-screen",
    "The API works without a browser.",
    { path: "^apps/web/src/public-api/" },
    { path: "^apps/web/src/(features|ui)/|node_modules/(\\.pnpm/)?(react|react-dom|@tanstack)[@/]" },
  ],
  [
    "server-knows-no-screen",
    "Principal, environment and database are below features and the API.",
    { path: "^apps/web/src/server/" },
    { path: "^apps/web/src/(features|ui|public-api)/" },
  ],
  [
    "ui-knows-no-feature",
    "Primitives know nothing of the product.",
    { path: "^apps/web/src/(ui|lib)/" },
    { path: "^apps/web/src/(features|public-api|server|app)/|^packages/db/" },
  ],
];

export default {
  forbidden: [...general, ...betweenPackages, ...runner, ...web].map(([name, comment, from, to]) => ({
    name,
    comment,
    severity: "error",
    from,
    to,
  })),
  options: {
    parser: "tsc",
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: "node_modules|/generated/" },
    exclude: { path: "/\\.next/|/\\.turbo/|\\.tsbuildinfo$|/next-env\\.d\\.ts$" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
      mainFields: ["module", "main", "types"],
    },
  },
};

import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  // Our packages are TypeScript sources: they are compiled with the app, without a build step of their own.
  transpilePackages: ["@slipway/db", "@slipway/egress", "@slipway/schemas", "@slipway/tracing"],
  // What Node can load as it is need not be compiled into every route once more: that is a third of the build's time.
  serverExternalPackages: [
    "@earendil-works/pi-ai",
    "pg",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@opentelemetry/sdk-node",
    "better-auth",
    "zod",
  ],
  // `npm start` builds on the machine of whoever uses it: types are checked by the check, and nobody reads source maps there.
  typescript: { ignoreBuildErrors: true },
  outputFileTracingRoot: path.join(import.meta.dirname, "../.."),
  // Compression holds back streamed answers; what stands in front of us may compress the rest.
  compress: false,
  poweredByHeader: false,
  typedRoutes: true,
  // Guidance for tools belongs in DEVELOPERS.md: Next shall not write files into the repository.
  agentRules: false,
  // Each page and route is loaded when it is first asked for: that is what the start and an idle process need not pay for.
  experimental: { preloadEntriesOnStart: false, turbopackSourceMaps: false },
  devIndicators: false,
};

export default config;

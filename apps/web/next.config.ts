import path from "node:path";
import type { NextConfig } from "next";

/** Sent with every response, pages and API alike. The Content-Security-Policy of pages carries a nonce: src/proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // Session and run ids stand in our URLs: another site learns at most where the reader came from.
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

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
  // Guidance for tools belongs in DEVELOPERS.md: `next dev` shall not write files into the repository.
  agentRules: false,
  // Each page and route is loaded when it is first asked for: that is what the start and an idle process need not pay for.
  experimental: { preloadEntriesOnStart: false, turbopackSourceMaps: false },
  devIndicators: false,
  headers: () => Promise.resolve([{ source: "/:path*", headers: securityHeaders }]),
};

export default config;

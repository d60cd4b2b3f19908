/** Sent with every response, pages and API alike. The Content-Security-Policy of pages carries a nonce: src/proxy.ts. */
export const securityHeaders = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Session and run ids stand in our URLs: another site learns at most where the reader came from.
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

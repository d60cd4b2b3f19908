/** True under `next dev`. */
export const isDevelopment = process.env.NODE_ENV === "development";

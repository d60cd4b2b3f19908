/** A JSON answer. */
export function json(status: number, body: unknown, headers: HeadersInit = {}): Response {
  return Response.json(body, { status, headers });
}

/** Done, and nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}

import { FileListQuery, FileQuery, SessionFiles } from "#files/session-file.ts";
import type { Route } from "#public-api/route.ts";

export const fileRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/sessions/{session}/files",
    group: "Files",
    summary: "List a session's files",
    description: "As of the last finished step that wrote, with what changed since the newest run began.",
    role: "viewer",
    query: FileListQuery,
    answers: { 200: { description: "By path.", body: SessionFiles } },
  },
  {
    method: "GET",
    path: "/sessions/{session}/files/{path}",
    rest: true,
    group: "Files",
    summary: "Read a file of a session",
    description:
      "Text is answered as plain text and pictures as pictures; anything else, SVG and HTML too, only to be saved.",
    role: "viewer",
    query: FileQuery,
    answers: { 200: { description: "The file's bytes.", media: ["application/octet-stream"] } },
  },
];

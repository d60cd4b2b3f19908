import { FileListQuery, FileQuery, SessionFile, SessionFiles } from "#files/session-file.ts";
import { largestUploadBytes } from "#files/upload.ts";
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
  {
    method: "PUT",
    path: "/sessions/{session}/files/{path}",
    rest: true,
    group: "Files",
    summary: "Put a file into a session",
    description:
      "The body is the file, whatever its content type. The workspace has it when its tools are opened next: for the next run, or for one that waits for a person. A file of the same path is replaced.",
    role: "editor",
    rawBody: { maxBytes: largestUploadBytes },
    answers: { 201: { description: "The file, as the session's list shows it.", body: SessionFile } },
    errors: ["conflict"],
  },
  {
    method: "DELETE",
    path: "/sessions/{session}/files/{path}",
    rest: true,
    group: "Files",
    summary: "Take back a file that no run has found yet",
    role: "editor",
    answers: { 204: { description: "It is taken back." } },
    errors: ["conflict"],
  },
];

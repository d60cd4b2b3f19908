"use client";
import { SessionFile } from "@slipway/schemas/files/session-file";
import { largestUploadBytes } from "@slipway/schemas/files/upload";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#lib/api-client.ts";
import { networkError, readApiError } from "#lib/api-error.ts";
import { fileUrl } from "#lib/file-url.ts";
import { formatBytes } from "./format-bytes.ts";

/** Puts a person's files into a session, one after the other. What is refused is said, and keeps no other from going. */
export function useUpload(beginSession: () => Promise<string>) {
  const client = useQueryClient();
  /** The name of the file that is on its way. */
  const [current, setCurrent] = useState<string | null>(null);

  async function upload(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    try {
      const sessionId = await beginSession();
      for (const file of files) {
        setCurrent(file.name);
        await put(sessionId, file).catch((error: unknown) =>
          toast.error(`${file.name} was not uploaded`, { description: wordsOf(error) }),
        );
      }
      await client.invalidateQueries({ queryKey: ["files", sessionId] });
    } catch (error) {
      toast.error("Nothing was uploaded", { description: wordsOf(error) });
    } finally {
      setCurrent(null);
    }
  }
  async function takeBack(sessionId: string, path: string): Promise<void> {
    try {
      await api.delete(fileUrl(sessionId, path).replace("/api/v1", ""), { schema: z.undefined() });
      await client.invalidateQueries({ queryKey: ["files", sessionId] });
    } catch (error) {
      toast.error(`${path} was not taken back`, { description: wordsOf(error) });
    }
  }
  return { current, upload, takeBack };
}

async function put(sessionId: string, file: File): Promise<SessionFile> {
  if (file.size > largestUploadBytes)
    throw new Error(`It has ${formatBytes(file.size)}; the most is ${formatBytes(largestUploadBytes)}.`);
  const response = await fetch(fileUrl(sessionId, file.name), {
    method: "PUT",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  }).catch((error: unknown) => {
    throw networkError(error);
  });
  if (!response.ok) throw await readApiError(response);
  return SessionFile.parse(await response.json());
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : "Try again in a moment.";
}

"use client";
import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "#ui/button.tsx";

type UploadButtonProps = {
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly quiet?: boolean;
};

/** Opens the system's choice of files. */
export function UploadButton({ busy, onFiles, quiet = false }: UploadButtonProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="sm"
        variant={quiet ? "ghost" : "secondary"}
        loading={busy}
        onClick={() => inputRef.current?.click()}
      >
        <Upload aria-hidden="true" />
        Upload
      </Button>
      <input
        ref={inputRef}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
    </>
  );
}

import { Api, ApiError } from "./api";

/** A stored file as messages show it (docs/architecture.md, Attachment). */
export interface Attachment { id: string; name: string; content_type: string; size: number; readable: boolean; url: string }

export const MAX_FILES = 5;
export const MAX_BYTES = 10 * 1024 * 1024;
export const ACCEPTED = ".xlsx,.xls,.csv,.tsv,.txt,.pdf,.jpg,.jpeg,.png,.webp";
const TIMEOUT_MS = 180_000;

/** Uploads one file and tells how far it is (0 to 1). XMLHttpRequest, because fetch does not tell. Raises ApiError. */
export function upload(api: Api, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", api.url("/files"));
    for (const [name, value] of Object.entries(api.headers(true))) request.setRequestHeader(name, value);
    request.setRequestHeader("Idempotency-Key", crypto.randomUUID());
    request.timeout = TIMEOUT_MS;
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); });
    const lost = (): void => reject(new ApiError(0, "offline", ""));
    request.addEventListener("error", lost);
    request.addEventListener("timeout", lost);
    request.addEventListener("abort", lost);
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Attachment);
      else reject(refused(request));
    });
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

function refused(request: XMLHttpRequest): ApiError {
  try {
    const body = JSON.parse(request.responseText) as { error?: string; detail?: string };
    return new ApiError(request.status, body.error ?? "http_error", body.detail ?? "");
  } catch {
    return new ApiError(request.status, "http_error", request.statusText); // a proxy's page: the status says enough
  }
}

/** Calls of the portal's API; every call has a timeout and errors carry the API's code. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
    this.name = "ApiError";
  }
}

export interface ApiOptions {
  base?: string;
  csrf?: string;
  locale?: string;
  timeoutMs?: number;
  /** Who calls, from another website's page: headers instead of the session cookie, which then never goes along. */
  identity?: () => Record<string, string>;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const DEFAULT_TIMEOUT_MS = 15_000;

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** Status 0 with code "offline" means that no answer came. */
export class Api {
  constructor(private readonly options: ApiOptions = {}) {}

  headers(write: boolean): Record<string, string> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (this.options.locale) headers["Accept-Language"] = this.options.locale;
    if (this.options.identity) Object.assign(headers, this.options.identity());
    else if (write) headers["X-CSRFToken"] = this.options.csrf ?? csrfToken();
    return headers;
  }

  get credentials(): RequestCredentials {
    return this.options.identity ? "omit" : "same-origin";
  }

  /** The bytes of a stored file, for a page on which the session cookie does not open it. */
  async blob(url: string): Promise<Blob> {
    const response = await fetch(url, { headers: this.headers(false), credentials: this.credentials, signal: AbortSignal.timeout(this.options.timeoutMs ?? 60_000) });
    if (!response.ok) throw await refusal(response);
    return response.blob();
  }

  url(path: string): string {
    return `${this.options.base ?? ""}/api/v1${path}`;
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call<T>("GET", path, undefined, {}, signal);
  }

  post<T>(path: string, body: Json = {}, headers: Record<string, string> = {}): Promise<T> {
    return this.call<T>("POST", path, body, headers);
  }

  async call<T>(method: string, path: string, body?: Json, extra: Record<string, string> = {}, signal?: AbortSignal): Promise<T> {
    const timeout = AbortSignal.timeout(this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const init: RequestInit = {
      method,
      headers: { ...this.headers(method !== "GET"), ...extra },
      credentials: this.credentials,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      (init.headers as Record<string, string>)["Content-Type"] = "application/json";
    }
    let response: Response;
    try {
      response = await fetch(this.url(path), init);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ApiError(0, "offline", error instanceof Error ? error.message : "no connection");
    }
    if (!response.ok) throw await refusal(response);
    return (response.status === 204 ? null : await response.json()) as T;
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  let code = "http_error";
  let detail = "";
  try {
    const body = (await response.json()) as { error?: unknown; detail?: unknown };
    if (typeof body.error === "string") code = body.error;
    if (typeof body.detail === "string") detail = body.detail;
  } catch {
    detail = response.statusText; // a proxy's HTML page: the status says enough
  }
  return new ApiError(response.status, code, detail, Number.isNaN(seconds) ? null : seconds);
}

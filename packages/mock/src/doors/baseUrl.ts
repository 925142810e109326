import { describe } from "../wire/options.ts";

/** The base URL that a mock answers to. */
export class BaseUrl {
  /** Absolute, without a slash at the end. */
  readonly href: string;
  readonly #origin: string;
  readonly #path: string;

  /** @throws Error for a text that is not an http URL */
  constructor(baseUrl: string) {
    const { origin, pathname } = parse(baseUrl);
    this.#origin = origin;
    this.#path = pathname.replace(/\/+$/, "");
    this.href = this.#origin + this.#path;
  }

  /** The path of a URL below the base URL; undefined if it lies elsewhere. */
  pathOf({ origin, pathname }: URL): string | undefined {
    if (origin !== this.#origin) return undefined;
    if (this.#path === "") return pathname;
    return pathname.startsWith(`${this.#path}/`) ? pathname.slice(this.#path.length) : undefined;
  }
}

function parse(baseUrl: unknown): URL {
  const example = 'such as "https://enos-ota.test" or "https://gateway.example.com/enos"';
  const pageOrigin = globalThis.location?.origin;
  if (typeof baseUrl === "string" && baseUrl.startsWith("/")) {
    if (pageOrigin?.startsWith("http")) return new URL(baseUrl, pageOrigin);
    throw new Error(
      `baseUrl ${describe(baseUrl)} has no host, and there is no page with a location.origin; pass an absolute URL, ${example}.`,
    );
  }
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Error(`baseUrl must be an http or https URL, ${example}, not ${describe(baseUrl)}.`);
}

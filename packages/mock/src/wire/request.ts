/** A request as any of the doors received it. */
export interface WireRequest {
  /** In upper case. */
  readonly method: string;
  /** The path of the URL, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: { get(name: string): string | null | undefined };
  /** The bytes of the body as received: the signature covers these bytes. */
  readonly body: Uint8Array;
}

/**
 * Splits the target of a request line into path and query. Not `new URL`: it would read the target `//host/path` as
 * a host, and throw for `//`.
 */
export function readTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  // A proxy gets the absolute form, `POST http://host/path`.
  const local = target.replace(/^https?:\/\/[^/?#]*/i, "");
  const [beforeFragment = ""] = local.split("#");
  const mark = beforeFragment.indexOf("?");
  const path = mark < 0 ? beforeFragment : beforeFragment.slice(0, mark);
  return {
    path: path || "/",
    query: new URLSearchParams(mark < 0 ? "" : beforeFragment.slice(mark)),
  };
}

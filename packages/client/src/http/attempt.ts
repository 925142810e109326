import type { Authorization } from "../auth/authorization.ts";
import type { Config } from "../config.ts";
import { isOtaError, OtaConnectionError, OtaHttpError } from "../errors.ts";
import type { PlainHeaders } from "../headers.ts";
import { type Answer, readAnswer } from "./answer.ts";
import { copyCause, type ErrorCopy, reasonOf } from "./cause.ts";
import { callFetch } from "./fetchFunction.ts";
import type { Middleware, Next, OtaRequest } from "./middleware.ts";
import type { Operation } from "./operation.ts";
import { createRedact, secretHeaders } from "./redact.ts";
import { readText } from "./responseText.ts";
import type { ServerClock } from "./serverClock.ts";
import { runValidator } from "./validation.ts";

/** One attempt: a request that is authorized and complete. */
export interface AttemptRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly headers: PlainHeaders;
  /** The headers that authorized this attempt and those before it: what is secret in them is redacted. */
  readonly authorizations: readonly Authorization["headers"][];
  readonly operation: Operation | undefined;
}

/**
 * Sends one attempt and reads its answer.
 *
 * @param signal Ends the attempt. Its reason is thrown then.
 */
export type Attempt = (request: AttemptRequest, signal: AbortSignal) => Promise<Omit<Answer, "attempts">>;

/** Makes an {@link Attempt}. `keys` are redacted in all texts that come from elsewhere, as secret headers are. */
export function createAttempt(config: Config, serverClock: ServerClock, keys: readonly string[]): Attempt {
  const { clock, log, validate, warn } = config;
  const send = createFetch(config);
  const through = config.middleware.length > 0 ? wrapFetch(send, config.middleware) : undefined;

  return async (request, signal) => {
    const { method, url, body, operation } = request;
    // Only middleware sees them as `Headers`, and may add some.
    const seen = through && new Headers(request.headers);
    const headers = (): Iterable<[string, string]> => seen ?? Object.entries(request.headers);
    const redact = createRedact(() => [...keys, ...secretHeaders(headers(), request.authorizations)]);
    const started = clock.now();
    try {
      log("debug", "request", () => ({ method, pathname: new URL(url).pathname }));
      const plain = { method, url, headers: request.headers, body, signal };
      const response = await (seen && through ? through({ ...plain, headers: seen }) : send(plain));
      const { status } = response;
      serverClock.learn(response);
      log("debug", "response", () => ({
        pathname: new URL(url).pathname,
        status,
        ms: clock.now() - started,
      }));
      refuseRedirect(response);
      const text = await readText(response, config.maxResponseBytes, signal);
      const context = { operation, now: serverClock.now(), redact };
      const { json, requestId } = readAnswer(response, text, context);
      if (validate && operation?.signed) {
        await runValidator(validate, {
          operation: operation.name,
          url,
          status,
          requestId,
          json,
          redact,
          warn,
        });
      }
      return { json, requestId, received: response, text };
    } catch (thrown) {
      if (signal.aborted) throw signal.reason;
      if (isOtaError(thrown)) throw thrown;
      const cause = copyCause(thrown, redact);
      throw new OtaConnectionError(
        `No complete answer from ${new URL(url).host}: ${reasonOf(cause)}.${hintFor(cause)}`,
        {
          cause,
          retryable: true,
        },
      );
    }
  };
}

/** A request as it is sent where there is no middleware. */
type PlainRequest = Omit<OtaRequest, "headers"> & { readonly headers: PlainHeaders };

function createFetch({ fetch }: Config): (request: PlainRequest) => Promise<Response> {
  // Redirects are refused: they would carry the token to another host.
  return ({ url, method, headers, body, signal }) =>
    callFetch(fetch, url, {
      method,
      headers,
      signal,
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
}

/** The middleware around `fetch`: the first is the outermost. */
function wrapFetch(
  send: (request: PlainRequest) => Promise<Response>,
  middleware: readonly Middleware[],
): Next {
  return middleware.reduceRight<Next>(
    (next, each) => async (request) => each(request, next),
    (request) => send({ ...request, headers: Object.fromEntries(request.headers) }),
  );
}

function refuseRedirect(response: Response): void {
  const { status, type } = response;
  if (type !== "opaqueredirect" && (status < 300 || status >= 400)) return;
  // Frees the connection.
  response.body?.cancel?.().catch(() => {});
  throw new OtaHttpError(
    `The server redirects (${status || "to another address"}), which the client does not follow: it would hand on the ` +
      "token. Check baseUrl.",
    { status },
  );
}

/** Codes of Node for a certificate whose issuer is unknown. */
const unknownIssuer = /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)/;

function hintFor(cause: ErrorCopy): string {
  if (!unknownIssuer.test(reasonOf(cause))) return "";
  return (
    " The server's certificate is signed by an authority that this machine does not know. For a private one, set the " +
    "environment variable NODE_EXTRA_CA_CERTS to a file with its certificate."
  );
}

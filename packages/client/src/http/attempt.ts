import type { Authorization } from "../auth/authorization.ts";
import type { Config } from "../config.ts";
import { isOtaError, OtaConnectionError, OtaHttpError } from "../errors.ts";
import { type Answer, readAnswer } from "./answer.ts";
import { copyCause, type ErrorCopy, reasonOf } from "./cause.ts";
import { callFetch } from "./fetchFunction.ts";
import type { Next } from "./middleware.ts";
import type { Operation } from "./operation.ts";
import { ReadResponse } from "./readResponse.ts";
import { createRedact, secretHeaders } from "./redact.ts";
import { readText } from "./responseText.ts";
import type { ServerClock } from "./serverClock.ts";
import { runValidator } from "./validation.ts";

/** One attempt: a request that is authorized and complete. */
export interface AttemptRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly headers: Headers;
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
  const dispatch = createDispatch(config);

  return async (request, signal) => {
    const { method, url, headers, body, operation } = request;
    const redact = createRedact(() => [...keys, ...secretHeaders(headers, request.authorizations)]);
    const { pathname, host } = new URL(url);
    const started = clock.now();
    try {
      log("debug", "request", { method, pathname });
      const response = await dispatch({ method, url, headers, body, signal });
      const { status } = response;
      serverClock.learn(response);
      log("debug", "response", { pathname, status, ms: clock.now() - started });
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
      return { json, requestId, response: new ReadResponse(response, text, json) };
    } catch (thrown) {
      if (signal.aborted) throw signal.reason;
      if (isOtaError(thrown)) throw thrown;
      const cause = copyCause(thrown, redact);
      throw new OtaConnectionError(`No complete answer from ${host}: ${reasonOf(cause)}.${hintFor(cause)}`, {
        cause,
        retryable: true,
      });
    }
  };
}

/** The middleware around `fetch`: the first is the outermost. */
function createDispatch({ middleware, fetch }: Config): Next {
  return middleware.reduceRight<Next>(
    (next, each) => async (request) => each(request, next),
    ({ url, method, headers, body, signal }) =>
      // Redirects are refused: they would carry the token to another host.
      callFetch(fetch, url, {
        method,
        headers: Object.fromEntries(headers),
        signal,
        redirect: "manual",
        ...(body !== undefined && { body }),
      }),
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

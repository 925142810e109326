import {
  type Attributes,
  context,
  type MeterProvider,
  metrics,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { isOtaApiError, isOtaError, isOtaHttpError } from "./errors.ts";
import type { AttemptEnd, AttemptStart, Instrumentation, OperationStart } from "./http/instrumentation.ts";
import { isObject } from "./isObject.ts";
import { version } from "./version.ts";

/** Options of {@link openTelemetry}. */
export interface OpenTelemetryOptions {
  /**
   * Where spans go.
   *
   * @default the global one
   */
  readonly tracerProvider?: TracerProvider | undefined;
  /**
   * Where the histogram of durations goes.
   *
   * @default the global one
   */
  readonly meterProvider?: MeterProvider | undefined;
  /**
   * Whether to add the headers of the trace context (`traceparent`) to each request. Off by default: they tell the
   * server, and whoever is between, about your traces.
   *
   * @default false
   */
  readonly propagateContext?: boolean | undefined;
  /**
   * Whether the span of a search has the text of its expression. Off by default: an expression may name customers.
   *
   * @default false
   */
  readonly captureExpression?: boolean | undefined;
}

/**
 * Makes an instrumentation that tells OpenTelemetry what the client does. `@opentelemetry/api` must be installed, and an
 * SDK be registered.
 *
 * - One span of kind client for each operation: `searchOtaJobs` (one page), `getAccessToken`, `refreshAccessToken`. It has
 *   the page's number and size, the number of jobs on it and in all, and the number of requests that were sent.
 * - Beneath it one span of kind client for each attempt, named by the method, with the attributes of the semantic
 *   conventions for HTTP clients, `http.request.resend_count` and `error.type` among them.
 * - A histogram `http.client.request.duration` of the attempts, in seconds.
 *
 * No span has a key, a token, a signature, or the text of an answer.
 *
 * @example
 * const enos = createOtaClient({ instrumentation: openTelemetry() });
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Instrumentation {
  const { tracerProvider = trace, propagateContext = false, captureExpression = false } = options;
  const tracer = tracerProvider.getTracer("@enos-ota/client", version);
  const meter = (options.meterProvider ?? metrics).getMeter("@enos-ota/client", version);
  const duration = meter.createHistogram("http.client.request.duration", {
    description: "Duration of HTTP client requests.",
    unit: "s",
    advice: {
      explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    },
  });

  const startAttempt = (parent: Span, start: AttemptStart) => {
    const { method, url, resendCount, headers } = start;
    const shared = { "http.request.method": method, ...serverAttributes(url) };
    const parentContext = trace.setSpan(context.active(), parent);
    const resent = resendCount > 0 && { "http.request.resend_count": resendCount };
    const attributes: Attributes = { ...shared, "url.full": url, ...resent };
    const span = tracer.startSpan(method, { kind: SpanKind.CLIENT, attributes }, parentContext);
    const ownContext = trace.setSpan(parentContext, span);
    if (propagateContext) {
      propagation.inject(ownContext, headers, { set: (carrier, name, value) => carrier.set(name, value) });
    }
    const started = performance.now();
    return {
      run: <T>(work: () => T): T => context.with(ownContext, work),
      end(end: AttemptEnd) {
        const outcome = outcomeAttributes(end);
        span.setAttributes(outcome);
        if (end.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        duration.record((performance.now() - started) / 1000, { ...shared, ...outcome });
        span.end();
      },
    };
  };

  return {
    startOperation(start) {
      const attributes = { ...serverAttributes(start.url), ...searchAttributes(start, captureExpression) };
      const span = tracer.startSpan(start.operation, { kind: SpanKind.CLIENT, attributes });
      const ownContext = trace.setSpan(context.active(), span);
      return {
        run: (work) => context.with(ownContext, work),
        startAttempt: (attempt) => startAttempt(span, attempt),
        end({ attempts, error, json }) {
          span.setAttributes({ "enos_ota.attempts": attempts, ...pageAttributes(json) });
          if (error !== undefined) {
            span.setAttributes(errorAttributes(error));
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end();
        },
      };
    },
  };
}

function serverAttributes(url: string): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return { "server.address": hostname, "server.port": Number(port) || (protocol === "https:" ? 443 : 80) };
}

/** Which page was asked for. */
function searchAttributes({ body }: OperationStart, captureExpression: boolean): Attributes {
  const search: unknown = body === undefined ? undefined : JSON.parse(body);
  if (!isObject(search)) return {};
  const { expression, pagination } = search;
  return {
    ...(isObject(pagination) && {
      "enos_ota.page.number": numberOf(pagination["pageNo"]),
      "enos_ota.page.size": numberOf(pagination["pageSize"]),
    }),
    ...(captureExpression && typeof expression === "string" && { "enos_ota.expression": expression }),
  };
}

/** What came back. */
function pageAttributes(json: Readonly<Record<string, unknown>> | undefined): Attributes {
  const { data, pagination } = json ?? {};
  return {
    "enos_ota.job.count": Array.isArray(data) ? data.length : undefined,
    "enos_ota.job.total": isObject(pagination) ? numberOf(pagination["totalSize"]) : undefined,
  };
}

function outcomeAttributes({ status, error }: AttemptEnd): Attributes {
  return {
    ...(status !== undefined && { "http.response.status_code": status }),
    ...(error !== undefined && { "error.type": errorType(error) }),
  };
}

function errorAttributes(error: unknown): Attributes {
  return {
    "error.type": errorType(error),
    ...(isOtaApiError(error) && { "enos_ota.code": error.code }),
    ...(isOtaError(error) && error.requestId !== undefined && { "enos_ota.request_id": error.requestId }),
  };
}

/** The status, as the conventions want it where the status is the failure; else the name of the error. */
function errorType(error: unknown): string {
  if (isOtaHttpError(error)) return String(error.status);
  return isOtaError(error) ? error.name : "_OTHER";
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

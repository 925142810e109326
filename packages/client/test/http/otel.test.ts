import { context, propagation } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { recommendedPageSize } from "../../src/generated/limits.ts";
import { operations } from "../../src/generated/operations.ts";
import type { OpenTelemetryOptions } from "../../src/otel.ts";
import { failure, found, Gateway, json, never, rejection } from "../support/gateway.ts";

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(() => {
  context.disable();
  propagation.disable();
});

/** The instrumentation over one version of the API. */
async function over(api: object) {
  vi.resetModules();
  vi.doMock("@opentelemetry/api", () => api);
  const { openTelemetry } = await import("../../src/otel.ts");
  vi.doUnmock("@opentelemetry/api");
  return openTelemetry;
}

function record(openTelemetry: Awaited<ReturnType<typeof over>>, options: OpenTelemetryOptions = {}) {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 1e9 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const gateway = new Gateway();
  const instrumentation = openTelemetry({ tracerProvider, meterProvider, ...options });
  return {
    gateway,
    enos: gateway.client({ instrumentation }),
    spans: () => exporter.getFinishedSpans(),
    async metrics() {
      await meterProvider.forceFlush();
      return metricExporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((s) => s.metrics));
    },
  };
}

/** The tree of spans: each name with its child spans. */
function tree(spans: readonly ReadableSpan[], parent?: string): unknown[] {
  return spans
    .filter((span) => span.parentSpanContext?.spanId === parent)
    .sort((a, b) => spans.indexOf(a) - spans.indexOf(b))
    .map((span) => {
      const children = tree(spans, span.spanContext().spanId);
      return children.length > 0 ? { [span.name]: children } : span.name;
    });
}

function named(spans: readonly ReadableSpan[], name: string): ReadableSpan[] {
  return spans.filter((span) => span.name === name);
}

describe.each([
  ["oldest", await over(await import("@opentelemetry/api-oldest"))],
  ["newest", await over(await import("@opentelemetry/api"))],
])("tracing with the %s API", (_, openTelemetry) => {
  const traced = (options?: OpenTelemetryOptions) => record(openTelemetry, options);

  test("a search is a span with one attempt as its child, and the token call has its own span", async () => {
    const { gateway, enos, spans } = traced();
    gateway.answers = [() => found("a", "b")];
    await enos.otaJobs.search({ expression: "status = 'started'", pagination: { pageNo: 1, pageSize: 50 } });
    expect(tree(spans())).toEqual([{ searchOtaJobs: [{ getAccessToken: ["POST"] }, "POST"] }]);
    const [search] = named(spans(), "searchOtaJobs");
    expect(search?.attributes).toEqual({
      "server.address": "gateway.example",
      "server.port": 443,
      "enos_ota.page.number": 1,
      "enos_ota.page.size": 50,
      "enos_ota.attempts": 1,
      "enos_ota.job.count": 2,
      "enos_ota.job.total": 2,
    });
    const attempt = named(spans(), "POST").at(-1);
    expect(attempt?.attributes).toEqual({
      "http.request.method": "POST",
      "url.full": `https://gateway.example${operations.searchOtaJobs.path}?action=search&orgId=o1`,
      "server.address": "gateway.example",
      "server.port": 443,
      "http.response.status_code": 200,
    });
  });

  test("a 503 and the success after it are two attempts; the second records its retry count", async () => {
    const { gateway, enos, spans, metrics } = traced();
    gateway.answers = [() => json({}, { status: 503 }), () => found("a")];
    await enos.otaJobs.search();
    const attempts = named(spans(), "POST").slice(1);
    expect(attempts.map((span) => span.attributes["http.response.status_code"])).toEqual([503, 200]);
    expect(attempts.map((span) => span.attributes["error.type"])).toEqual(["503", undefined]);
    expect(attempts.map((span) => span.attributes["http.request.resend_count"])).toEqual([undefined, 1]);
    expect(attempts.map((span) => span.status.code)).toEqual([2, 0]);
    expect(named(spans(), "searchOtaJobs")[0]?.attributes).toMatchObject({ "enos_ota.attempts": 2 });

    const [histogram] = await metrics();
    expect(histogram?.descriptor).toMatchObject({ name: "http.client.request.duration", unit: "s" });
    const statuses = histogram?.dataPoints.map((point) => point.attributes["http.response.status_code"]);
    expect(statuses?.sort()).toEqual([200, 503]);
  });

  test("a rejected token, its refresh and the attempt after it are recorded", async () => {
    const { gateway, enos, spans } = traced();
    gateway.answers = [() => failure(1203), () => found("a")];
    gateway.tokenAnswers = [
      () => json({ status: 0, data: { accessToken: "t1", expire: 7200 } }),
      () => json({ status: 0, data: { accessToken: "t1", expire: 7200 } }),
    ];
    await enos.otaJobs.search();
    expect(tree(spans())).toEqual([
      {
        searchOtaJobs: [
          { getAccessToken: ["POST"] },
          "POST",
          { getAccessToken: ["POST"] },
          { refreshAccessToken: ["POST"] },
          "POST",
        ],
      },
    ]);
    const [refused] = named(spans(), "POST").slice(1);
    expect(refused?.attributes).toMatchObject({
      "http.response.status_code": 200,
      "error.type": "OtaApiError",
    });
  });

  test("an abort ends both spans with the name of the error", async () => {
    const { gateway, enos, spans } = traced();
    const controller = new AbortController();
    gateway.answers = [
      () => {
        controller.abort();
        return never();
      },
    ];
    await rejection(enos.otaJobs.search({}, { signal: controller.signal }));
    const [search] = named(spans(), "searchOtaJobs");
    expect(search?.attributes).toMatchObject({ "error.type": "OtaAbortError" });
    expect(named(spans(), "POST").at(-1)?.attributes).toMatchObject({ "error.type": "OtaAbortError" });
  });

  test("each page of an iteration with four in flight is a span with its own attempt", async () => {
    const { gateway, enos, spans } = traced();
    let pageNo = 0;
    const page = () => {
      pageNo++;
      const data = Array.from({ length: recommendedPageSize }, (_, i) => ({ jobId: `${pageNo}-${i}` }));
      return json({
        code: 0,
        data,
        pagination: { pageNo, pageSize: recommendedPageSize, totalSize: 8 * recommendedPageSize },
      });
    };
    gateway.answers = [page];
    const jobs = await enos.otaJobs.search({}, { concurrency: 4, lossless: false }).toArray({ limit: 1000 });
    expect(jobs).toHaveLength(8 * recommendedPageSize);
    const searches = named(spans(), "searchOtaJobs");
    expect(searches).toHaveLength(8);
    expect(searches.map((span) => span.attributes["enos_ota.page.number"]).sort()).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    for (const search of searches) {
      expect(tree(spans(), search.spanContext().spanId).filter((child) => child === "POST")).toHaveLength(1);
    }
  });

  test("a span contains no secret, and the expression only on request", async () => {
    for (const captureExpression of [false, true]) {
      const { gateway, enos, spans } = traced({ captureExpression });
      gateway.answers = [() => failure(99400, "the-secret-key t1 the-access-key")];
      await rejection(enos.otaJobs.search({ expression: "name = 'customer'" }));
      const text = JSON.stringify(
        spans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
      );
      const signature = gateway.searches[0]?.headers.get(authHeaders.signature) ?? "";
      for (const secret of ["the-secret-key", "the-access-key", '"t1"', signature])
        expect(text).not.toContain(secret);
      expect(text.includes("customer")).toBe(captureExpression);
    }
  });

  test("the trace context is sent only on request", async () => {
    for (const propagateContext of [false, true]) {
      const { gateway, enos, spans } = traced({ propagateContext });
      await enos.otaJobs.search();
      const attempt = named(spans(), "POST").at(-1)?.spanContext();
      const expected = propagateContext ? `00-${attempt?.traceId}-${attempt?.spanId}-01` : null;
      expect(gateway.searches[0]?.headers.get("traceparent")).toBe(expected);
    }
  });
});

test("an instrumentation that fails does not fail the call", async () => {
  const fail = (): never => {
    throw new Error("broken");
  };
  for (const instrumentation of [
    { startOperation: fail },
    { startOperation: () => ({ run: fail, startAttempt: fail, end: fail }) },
    {
      startOperation: () => ({
        run: <T>(work: () => T) => work(),
        startAttempt: () => ({ run: fail, end: fail }),
        end: fail,
      }),
    },
  ]) {
    const gateway = new Gateway();
    gateway.answers = [() => found("a")];
    const page = await gateway.client({ instrumentation }).otaJobs.search();
    expect(page.jobs).toHaveLength(1);
    expect(gateway.searches).toHaveLength(1);
  }
});

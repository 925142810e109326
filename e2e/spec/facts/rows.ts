import { errorCodes } from "../../../packages/client/src/generated/errorCodes.ts";
import { operations } from "../../../packages/client/src/generated/operations.ts";
import { codes } from "../../../packages/mock/src/generated/errorCodes.ts";

/** One fact of the spec's extensions, and what a user sees of it. */
export interface Fact {
  readonly what: string;
  /** Where it stands in the spec, and its new value; undefined removes it. */
  readonly edits: readonly (readonly [path: readonly string[], value: unknown])[];
  /** Expressions of the program in program.ts, with what they are after the edits. Before, each of them is something else. */
  readonly seen: Readonly<Record<string, unknown>>;
}

/** The path of the schemas in the spec. */
export const schemas = ["components", "schemas"];
/** The path of what expressions may say. */
export const expression = [...schemas, "SearchRequest", "properties", "expression", "x-enos-expression"];
const pagination = [...schemas, "PaginationRequest", "x-enos-pagination"];
const pageProperties = [...schemas, "PaginationRequest", "properties"];
const operation = ["paths", operations.searchOtaJobs.path, "post"];

const accessDenied = String(codes.PermissionDenied);
/** Codes of a search that a client does not recover from, and that the mock returns by no rule of its own. */
const others = Object.entries(errorCodes).filter(
  ([code, facts]) =>
    !("recovery" in facts || code === accessDenied || code === String(codes.InvalidArgument)),
);
const [finalCode = ""] = others.find(([, { retryable }]) => !retryable) ?? [];
const [retriedCode = ""] = others.findLast(([, { retryable }]) => retryable) ?? [];

/** The copies' facts do not collide: each is changed once, and no row looks at what another one changes. */
export const copies: Readonly<Record<string, readonly Fact[]>> = {
  "expressions and codes": [
    {
      what: "fields: one more",
      edits: [[[...expression, "fields", "jobId"], { operators: ["="] }]],
      seen: {
        "text(() => otaJob.jobId.eq('a'))": "jobId = 'a'",
        "text(() => parseExpression(\"jobId = 'a'\"))": "jobId = 'a'",
        "ids({ expression: \"jobId = 'a'\" })": "a",
      },
    },
    {
      what: "fields: one less",
      edits: [[[...expression, "fields", "firmwareVersion"], undefined]],
      seen: {
        "text(() => parseExpression(\"firmwareVersion = '1'\"))": "unknown-field",
        "answer({ expression: \"firmwareVersion = '1'\" }).then(({ code }) => code === 0)": false,
      },
    },
    {
      what: "operators of a field",
      edits: [[[...expression, "fields", "firmwareId", "operators"], ["like"]]],
      seen: {
        "text(() => otaJob.firmwareId.like('f'))": "firmwareId like 'f'",
        "text(() => parseExpression(\"firmwareId = 'f1'\"))": "operator-not-allowed",
        "answer({ expression: \"firmwareId like 'f'\" }).then(({ data }) => data?.length)": 2,
      },
    },
    {
      what: "values: the enum of the record's property",
      edits: [
        [
          [...schemas, "JobStatus", "enum"],
          ["started", "stopped", "paused"],
        ],
      ],
      seen: {
        "text(() => otaJob.status.eq('paused'))": "status = 'paused'",
        "text(() => mock.jobs.add(job('paused', { orgId: 'o2', status: 'paused' })))": "undefined",
      },
    },
    {
      what: "localized names: what the bare field reads, and a member with its fallback",
      edits: [
        [[...expression, "fields", "firmwareName", "localized", "any"], ["en_US"]],
        [[...expression, "fields", "firmwareName", "localized", "members", "fr_FR"], { fallback: "en_US" }],
      ],
      seen: {
        "matches(parseExpression(\"name like 'pump'\"), named)": false,
        "text(() => otaJob.name.fr_FR.like('x'))": "name.fr_FR like 'x'",
        "ids({ expression: \"name.fr_FR like 'Pompe'\" })": "a",
        "ids({ expression: \"name like 'pump'\" })": "",
      },
    },
    {
      what: "connective",
      edits: [[[...expression, "connective"], "AND"]],
      seen: {
        "text(() => and(otaJob.productKey.eq('p'), otaJob.status.eq('started')))":
          "productKey = 'p' AND status = 'started'",
        "text(() => parseExpression(\"productKey = 'p' and status = 'started'\"))":
          "productKey = 'p' AND status = 'started'",
        "completeExpression(\"status = 'started' \").options.map(({ label }) => label)": ["AND"],
      },
    },
    {
      what: "operatorNotAllowed: code and message",
      edits: [
        [[...expression, "operatorNotAllowed", "code"], Number(retriedCode)],
        [[...expression, "operatorNotAllowed", "message"], "{operator} is none of {allowed}"],
      ],
      seen: {
        "problem(\"productKey like 'x'\").apiCode": Number(retriedCode),
        "problem(\"productKey like 'x'\").apiMessage": "like is none of =, in",
        "answer({ expression: \"productKey like 'x'\" }).then(({ code, msg }) => code + msg)": `${retriedCode}like is none of =, in`,
      },
    },
    {
      what: "name and retryable of a code",
      edits: [
        [["x-enos-error-codes", finalCode, "name"], "OddParameter"],
        [["x-enos-error-codes", finalCode, "retryable"], true],
      ],
      seen: {
        [`failing(${finalCode}).then(({ codeName }) => codeName)`]: "OddParameter",
        [`failing(${finalCode}).then(({ requests }) => requests)`]: 3,
      },
    },
    {
      what: "recovery from a code",
      edits: [[["x-enos-error-codes", retriedCode, "recovery"], "refreshToken"]],
      seen: { [`failing(${retriedCode}).then(({ tokens }) => tokens)`]: 2 },
    },
    {
      what: "message of a code",
      edits: [[["x-enos-error-codes", accessDenied, "message"], "No entry"]],
      seen: { 'answer({}, "denied").then(({ msg }) => msg.slice(0, 8))': "No entry" },
    },
    {
      what: "permission",
      edits: [[[...operation, "x-enos-permission"], { service: "Hardware", operation: "Touch" }]],
      seen: {
        [`failing(${accessDenied}).then(({ message }) => message.includes("service Hardware, operation Touch"))`]: true,
      },
    },
  ],
  "pages and times": [
    {
      what: "firstPageNo",
      edits: [
        [[...pagination, "firstPageNo"], 0],
        [[...pageProperties, "pageNo", "minimum"], 0],
      ],
      seen: { "iterating().pageNo": 0, "answer({}).then(({ pagination }) => pagination.pageNo)": 0 },
    },
    {
      what: "defaultPageSize",
      edits: [[[...pagination, "defaultPageSize"], 7]],
      seen: {
        "calm().then((page) => page.hasNextPage)": true,
        'ids({}, "many").then((list) => list.split(",").length)': 7,
      },
    },
    {
      what: "recommendedPageSize",
      edits: [[[...pagination, "recommendedPageSize"], 31]],
      seen: { "iterating().pageSize": 31 },
    },
    {
      what: "maximumPageSize",
      edits: [
        [[...pagination, "maximumPageSize"], 60],
        [[...pageProperties, "pageSize", "maximum"], 60],
      ],
      seen: {
        "calm({ pagination: { pageSize: 61 } }).catch((error) => error.name)": "OtaConfigError",
        "answer({ pagination: { pageNo: 3, pageSize: 61 } }).then(({ code }) => code === 0)": false,
      },
    },
    {
      what: "sortedBy",
      edits: [[[...pagination, "sortedBy"], { field: "upgradeTimeout", order: "ASC" }]],
      seen: { "ids({})": "b,a" },
    },
    {
      what: "consistencyDelaySeconds",
      edits: [[["x-enos-timing", "consistencyDelaySeconds"], 9]],
      seen: { "firstLook()": 9_000 },
    },
    {
      what: "signatureWindowSeconds",
      edits: [[["x-enos-timing", "signatureWindowSeconds"], 60]],
      seen: { "signedAgo(100_000)": 401 },
    },
    {
      what: "tokenLifetimeSeconds",
      edits: [[["x-enos-timing", "tokenLifetimeSeconds"], 1234]],
      seen: { "tokenLifetime()": 1234 },
    },
  ],
};

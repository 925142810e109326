import { type Comparison, type Condition, parseExpression } from "@enos-ota/query";
import type { Attempt } from "./recorder.ts";
import type { PlaygroundState } from "./state.ts";

/** The TypeScript that does what the playground shows, with the expression as a text. */
export function textSnippet(state: PlaygroundState): string {
  return program(state, [], state.expression.trim() === "" ? undefined : JSON.stringify(state.expression));
}

/** The same with the builder; undefined while the expression does not parse. */
export function builderSnippet(state: PlaygroundState): string | undefined {
  if (state.expression.trim() === "") return program(state, [], undefined);
  const condition = tryParse(state.expression);
  if (condition === undefined) return undefined;
  const calls = condition.comparisons.map(builderCall);
  const [only] = calls;
  const isOne = calls.length === 1 && only !== undefined;
  const names = isOne ? ["otaJob"] : ["and", "otaJob"];
  return program(state, names, isOne ? only : `and(\n${calls.map((call) => `  ${call},\n`).join("")})`);
}

/** The request of an attempt for curl. The signature holds for its timestamp only. */
export function curlSnippet(attempt: Attempt): string {
  const headers = attempt.headers.map(([name, value]) => `  -H ${shellQuote(`${name}: ${value}`)} \\\n`);
  return `curl -X ${attempt.method} ${shellQuote(attempt.url)} \\\n${headers.join("")}  --data-raw ${shellQuote(attempt.body ?? "")}`;
}

function program(
  { pageNo, pageSize }: PlaygroundState,
  queryNames: readonly string[],
  expression: string | undefined,
): string {
  const imports = ['import { createOtaClient } from "@enos-ota/client";'];
  if (queryNames.length > 0) imports.push(`import { ${queryNames.join(", ")} } from "@enos-ota/query";`);
  return [
    ...imports,
    "",
    "// Reads ENOS_BASE_URL, ENOS_ORG_ID, ENOS_ACCESS_KEY and ENOS_SECRET_KEY.",
    "const enos = createOtaClient();",
    ...(expression === undefined ? [] : [`const expression = ${expression};`]),
    "const page = await enos.otaJobs.search({",
    ...(expression === undefined ? [] : ["  expression,"]),
    `  pagination: { pageNo: ${pageNo}, pageSize: ${pageSize} },`,
    "});",
    "for (const job of page.jobs) console.log(job.jobId, job.name.defaultValue, job.status);",
  ].join("\n");
}

function builderCall({ field, operator, value }: Comparison): string {
  const methods = { "=": "eq", in: "in", like: "like" } as const;
  return `otaJob.${field}.${methods[operator]}(${JSON.stringify(value)})`;
}

function tryParse(expression: string): Condition | undefined {
  try {
    return parseExpression(expression);
  } catch {
    // The editor shows what is wrong with it.
    return undefined;
  }
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

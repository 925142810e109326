import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";
import { compile } from "../consumers/typescript.ts";
import { Consumer, fromCatalog } from "../support/consumer.ts";

let project: Consumer;

beforeAll(async () => {
  // It needs a compiler with the old API.
  const dependencies = { ...(await fromCatalog("@hey-api/openapi-ts")), typescript: "5.9.3" };
  project = await Consumer.create({ dependencies });
  const generator = project.path("node_modules/@hey-api/openapi-ts/bin/run.js");
  const spec = join(root, "spec/openapi.yaml");
  await must(project.root, process.execPath, [
    ...[generator, "--input", spec, "--output", "generated", "--plugins", "@hey-api/typescript"],
  ]);
});

afterAll(() => project?.remove());

/** What the compiler says of a program that imports both. */
async function diagnose(program: string): Promise<string> {
  const ours = join(root, "packages/client/dist");
  await project.write(
    "program.ts",
    `import type { components, OtaJob } from "${ours}/index.js";
import type * as Theirs from "./generated/types.gen.js";

/** Compiles if each may stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** The same with every optional property required, so that none is missing unnoticed. */
type Whole<T> = { [Name in keyof T]-?: T[Name] };
type Ours = components["schemas"];
${program}`,
  );
  const { output } = await compile("5.9", [{ project, files: ["program.ts"], resolution: "nodenext" }]);
  return output;
}

describe("the types that @hey-api/openapi-ts generates from the same spec", () => {
  it("include an OtaJob that may stand for ours, and ours for theirs", async () => {
    const output = await diagnose(`
export const job: Same<OtaJob, Theirs.JobInfo> = true;
export const whole: Same<Whole<OtaJob>, Whole<Theirs.JobInfo>> = true;
export const names: Same<keyof OtaJob, keyof Theirs.JobInfo> = true;
export const scope: Same<Whole<Ours["UpgradeScope"]>, Whole<Theirs.UpgradeScope>> = true;
export const retries: Same<Whole<Ours["RetryPolicy"]>, Whole<Theirs.RetryPolicy>> = true;
export const schedule: Same<Whole<Ours["SchedulePolicy"]>, Whole<Theirs.SchedulePolicy>> = true;`);
    expect(output).toBe("");
  });

  it("include the same request and answers", async () => {
    const output = await diagnose(`
export const request: Same<Whole<Ours["SearchRequest"]>, Whole<Theirs.SearchRequest>> = true;
export const success: Same<Whole<Ours["SearchSuccess"]>, Whole<Theirs.SearchSuccess>> = true;
export const code: Same<Ours["BusinessErrorCode"], Theirs.BusinessErrorCode> = true;`);
    expect(output).toBe("");
  });

  it("differ in one place: the data of a failure, which is always null, may be an object there", async () => {
    const output = await diagnose(`
export const rest: Same<Whole<Omit<Ours["ServiceFailure"], "data">>, Whole<Omit<Theirs.ServiceFailure, "data">>> = true;
export const oneWay: Theirs.ServiceFailure = {} as Ours["ServiceFailure"];
export const otherWay: Ours["ServiceFailure"] = {} as Theirs.ServiceFailure;`);
    expect(output.match(/error TS/g)).toHaveLength(1);
    expect(output).toContain("Types of property 'data' are incompatible");
  });

  it("would be told apart if a property or a value were missing", async () => {
    const output = await diagnose(`
export const without: Same<Whole<Omit<OtaJob, "retryPolicy">>, Whole<Theirs.JobInfo>> = true;
export const other: Same<OtaJob, Omit<Theirs.JobInfo, "status"> & { status: "started" }> = true;`);
    expect(output.match(/is not assignable to type 'never'/g)).toHaveLength(2);
  });
});

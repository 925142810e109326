import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobs } from "../jobs.ts";
import { examples, writeSnippets } from "./snippets.ts";

const run = promisify(execFile);
const folder = join(examples, ".snippets");
const snippets = await writeSnippets(join(examples, "../README.md"), folder);

let server: Awaited<ReturnType<typeof startMockServer>>;

beforeAll(async () => {
  server = await startMockServer({ jobs });
});

afterAll(() => server.stop());

describe("the README's snippets", () => {
  it("are there", () => expect(snippets.length).toBeGreaterThanOrEqual(3));

  it("compile", async () => {
    const { stdout } = await run("tsc", ["-p", join(examples, "tsconfig.snippets.json")]).catch(
      (error) => error,
    );
    expect(stdout).toBe("");
  });

  it.each(snippets)("$name", async ({ file }) => {
    const { stderr } = await run(process.execPath, [file], {
      env: {
        ...process.env,
        ENOS_BASE_URL: server.url,
        ENOS_ORG_ID: "yourOrgId",
        ENOS_ACCESS_KEY: server.auth.accessKey,
        ENOS_SECRET_KEY: server.auth.secretKey,
      },
    });
    expect(stderr).toBe("");
  });
});

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { audit, type Verdict } from "../../scripts/release/audit.ts";

let server: Server;
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

/** Audits the lock file against a registry that knows an advisory for some packages; undefined: it has no database. */
async function auditAgainst(
  advisories: Readonly<Record<string, string>> | undefined,
): Promise<{ verdict: Verdict; log: string }> {
  server = createServer(async (request, response) => {
    if (advisories === undefined) return response.writeHead(405).end();
    const asked = Object.keys(Object(await json(request)));
    const found = Object.entries(advisories).filter(([name]) => asked.includes(name));
    const answer = found.map(([name, severity], id) => [
      name,
      [{ id, url: "https://example.com/advisory", title: "Made up", severity, vulnerable_versions: "<999" }],
    ]);
    return response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify(Object.fromEntries(answer)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  let log = "";
  const env = { ...process.env, PNPM_CONFIG_REGISTRY: `http://127.0.0.1:${port}/` };
  const verdict = await audit((text) => {
    log += `${text}\n`;
  }, env);
  return { verdict, log };
}

describe("the audit of the locked versions", () => {
  it("is clean where the registry knows no advisory for them", async () => {
    const { verdict, log } = await auditAgainst({ "not-ours": "critical" });
    expect(verdict).toBe("clean");
    expect(log).toBe("No advisory concerns what users install.\nNo advisory concerns the tools.\n");
  });

  it("fails for any advisory about what users install", async () => {
    const { verdict, log } = await auditAgainst({ "openapi-fetch": "low" });
    expect(verdict).toBe("vulnerable");
    expect(log).toContain("openapi-fetch");
    expect(log).toContain("Known vulnerabilities concern what users install");
  });

  it("fails for a tool only where the advisory is grave", async () => {
    expect((await auditAgainst({ knip: "moderate" })).verdict).toBe("clean");
  });

  it("fails for a tool with a grave advisory", async () => {
    const { verdict, log } = await auditAgainst({ knip: "high" });
    expect(verdict).toBe("vulnerable");
    expect(log).toContain("Known vulnerabilities concern the tools");
  });

  it("says when the registry has no database, and takes that for no answer", async () => {
    const { verdict, log } = await auditAgainst(undefined);
    expect(verdict).toBe("unanswered");
    expect(log).toContain("ERR_PNPM_AUDIT_BAD_RESPONSE");
  });
});

import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** What was asked of it. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** The part of GitHub's REST API that a release uses, on this machine: it keeps pull requests and releases. */
export interface GitHubServer {
  /** The variables that GitHub sets for a step. */
  readonly env: Readonly<Record<string, string>>;
  /** The calls that changed something. */
  readonly changes: readonly ApiCall[];
  /** What merging does to the open pull request. */
  closePullRequests(): void;
  stop(): Promise<void>;
}

export async function startGitHub(): Promise<GitHubServer> {
  const changes: ApiCall[] = [];
  const releases = new Set<unknown>();
  let open: unknown[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? "").replace("/repos/enos-ota/enos-ota/", "");
    const content = await text(request);
    const body = content === "" ? undefined : JSON.parse(content);
    const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
    if (request.headers.authorization !== "Bearer rehearsal")
      return answer(401, { message: "Bad credentials" });
    if (request.method !== "GET") changes.push({ method: request.method ?? "", path, body });
    if (request.method === "GET" && path.startsWith("pulls?")) return answer(200, open);
    if (request.method === "POST" && path === "pulls") return answer(201, open.push(body));
    if (request.method === "POST" && path === "releases")
      return answer(201, releases.add(body.tag_name).size);
    const [, tag] = /^releases\/tags\/(.*)$/.exec(path) ?? [];
    if (tag !== undefined && releases.has(decodeURIComponent(tag))) return answer(200, { tag_name: tag });
    return answer(404, { message: "Not Found" });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_REPOSITORY: "enos-ota/enos-ota",
      GITHUB_TOKEN: "rehearsal",
    },
    changes,
    closePullRequests() {
      open = [];
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

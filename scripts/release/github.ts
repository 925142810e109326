/** The REST API of the repository that a workflow runs for. */
export interface GitHub {
  /** An environment for git that can push. The token is in no argument, which other processes could read. */
  readonly gitEnv: NodeJS.ProcessEnv;
  /** What is at a path below the repository's; undefined if nothing is. */
  get(path: string): Promise<unknown>;
  send(method: "POST" | "PATCH", path: string, body: object): Promise<unknown>;
}

/** Reads the variables that GitHub sets for each step, and GITHUB_TOKEN, which the step has to pass. */
export function github(env: NodeJS.ProcessEnv = process.env): GitHub {
  const [api, repository, token] = ["GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"].map((name) => {
    const value = env[name];
    if (value === undefined || value === "") throw new Error(`${name} is not set.`);
    return value;
  });
  const request = async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${api}/repos/${repository}/${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.ok || response.status === 404) return response;
    throw new Error(`GitHub answered ${method} ${path} with ${response.status}: ${await response.text()}`);
  };
  return {
    gitEnv: {
      ...env,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "http.extraHeader",
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${btoa(`x-access-token:${token}`)}`,
    },
    async get(path) {
      const response = await request("GET", path);
      return response.status === 404 ? undefined : response.json();
    },
    async send(method, path, body) {
      const response = await request(method, path, body);
      if (response.status === 404)
        throw new Error(`GitHub does not know ${path}, or the token may not write it.`);
      return response.json();
    },
  };
}

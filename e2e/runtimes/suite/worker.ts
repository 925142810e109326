// The suite as a worker, for workerd: answers a request with its report.
import { smoke } from "./smoke.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    const baseUrl = new URL(request.url).searchParams.get("baseUrl") ?? "";
    return Response.json(await smoke(baseUrl));
  },
};

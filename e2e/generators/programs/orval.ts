// Searches twice: with an expression that finds jobs, and with one that the API refuses; zod reads the answers.
import { SearchOtaJobsBody, SearchOtaJobsQueryParams, SearchOtaJobsResponse } from "./generated/zod.js";

const [, , baseUrl = ""] = process.argv;
for (const expression of ["status = 'started'", "name = 'x'"]) {
  const query = SearchOtaJobsQueryParams.parse({ action: "search", orgId: "o1" });
  const body = SearchOtaJobsBody.parse({ expression, pagination: { pageNo: 1, pageSize: 5 } });
  const response = await fetch(`${baseUrl}/connect-service/v2.1/ota-jobs?${new URLSearchParams(query)}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = SearchOtaJobsResponse.parse(await response.json());
  if (answer.code === 0) console.log(`found ${answer.data.length} of ${answer.pagination?.totalSize}`);
  else console.log(`refused ${answer.code}: ${answer.msg}`);
}

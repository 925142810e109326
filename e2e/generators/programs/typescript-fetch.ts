// Searches twice: with an expression that finds jobs, and with one that the API refuses.
import { Configuration, OtaJobsApi } from "./generated/index.js";

const [, , basePath = ""] = process.argv;
const api = new OtaJobsApi(new Configuration({ basePath }));
for (const expression of ["status = 'started'", "name = 'x'"]) {
  const searchRequest = { expression, pagination: { pageNo: 1, pageSize: 5 } };
  const answer = await api.searchOtaJobs({ action: "search", orgId: "o1", searchRequest });
  if (answer.code === 0) console.log(`found ${answer.data.length} of ${answer.pagination?.totalSize}`);
  else console.log(`refused ${answer.code}: ${answer.msg}`);
}

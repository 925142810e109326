// Searches twice: with an expression that finds jobs, and with one that the API refuses.
import { client } from "./generated/client.gen.js";
import { searchOtaJobs } from "./generated/index.js";

const [, , baseUrl = ""] = process.argv;
client.setConfig({ baseUrl });
for (const expression of ["status = 'started'", "name = 'x'"]) {
  const body = { expression, pagination: { pageNo: 1, pageSize: 5 } };
  const { data: answer } = await searchOtaJobs({
    query: { action: "search", orgId: "o1" },
    body,
    throwOnError: true,
  });
  if (answer.code === 0) console.log(`found ${answer.data.length} of ${answer.pagination?.totalSize}`);
  else console.log(`refused ${answer.code}: ${answer.msg}`);
}

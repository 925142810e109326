import { createOtaClient } from "@enos-ota/client";

// node client.ts <pages in flight>   drains the list that the environment names, as `enos-ota export` does, and only counts
const [concurrency] = process.argv.slice(2).map(Number);
const enos = createOtaClient();
const search = enos.otaJobs.search({ pagination: { pageSize: 200 } }, { concurrency });
let jobs = 0;
for await (const page of search.pages()) jobs += page.jobs.length;
console.log(jobs);

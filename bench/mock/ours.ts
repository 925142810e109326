import { generateJobs } from "@enos-ota/mock";
import { startMockServer } from "@enos-ota/mock/prism";

// The Prism door with 1,000 jobs, on the port that is given.
await startMockServer({ port: Number(process.argv[2]), auth: false, jobs: generateJobs(1000) });

export { readJobs, readProfile } from "./cli/files.ts";
export { requestLine } from "./cli/requestLine.ts";
export { runMockCommand } from "./cli/run.ts";
export { type FileState, type FileWatcher, watchFile } from "./cli/watchFile.ts";
export { routes } from "./wire/routes.ts";

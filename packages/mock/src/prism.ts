export { type MockServer, type MockServerOptions, startMockServer } from "./doors/server/server.ts";

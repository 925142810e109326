import { createGlobalSetup } from "@enos-ota/mock/vitest";

export default createGlobalSetup({ auth: false });

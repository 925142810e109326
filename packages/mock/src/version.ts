import packageJson from "../package.json" with { type: "json" };

/** The version of this package, such as `1.2.3`. */
export const version: string = packageJson.version;

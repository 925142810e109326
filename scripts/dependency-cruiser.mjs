// Which file may import which: no circles, and arrows that point one way between packages and between rooms.
// pnpm imports   checks it; CONTRIBUTING.md has the map.

const published = ["query", "client", "mock", "cli"];

/** What each package may use of the others. */
const uses = { query: [], client: [], mock: ["query"], cli: ["client", "query", "mock"] };

/** Rooms from the top down: a room imports those below it, and none above or beside it. */
const floors = {
  client: [["resources"], ["paging", "http"], ["auth"], ["generated"]],
  mock: [["doors", "matchers"], ["engine"], ["auth", "faults"], ["core"], ["wire"], ["generated"]],
};

const between = published.map((name) => ({
  name: `${name}-uses-${uses[name].join("-") || "no-other-package"}`,
  comment: "Arrows between packages point one way: cli to mock and client, mock to query.",
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: `^(packages|node_modules/@enos-ota)/(?!(${[name, ...uses[name]].join("|")})/)` },
}));

const rooms = Object.entries(floors).flatMap(([name, order]) =>
  order.flatMap((rooms, floor) =>
    rooms.map((room) => {
      const barred = order
        .slice(0, floor + 1)
        .flat()
        .filter((other) => other !== room);
      return {
        name: `${name}-${room}-looks-down`,
        comment: `A file in ${room}/ may not import from a room above or beside it.`,
        severity: "error",
        from: { path: `^packages/${name}/src/${room}/` },
        to: { path: `^packages/${name}/src/(${barred.join("|")})/` },
      };
    }),
  ),
);

export default {
  forbidden: [
    { name: "no-circle-of-files", severity: "error", from: {}, to: { circular: true } },
    { name: "no-circle-of-folders", severity: "error", scope: "folder", from: {}, to: { circular: true } },
    ...between,
    ...rooms,
    {
      name: "openapi-fetch-in-one-file",
      comment: "Replacing openapi-fetch must stay a change to one file.",
      severity: "error",
      from: { path: "^packages/", pathNot: "^packages/client/src/http/openapiFetch\\.ts$" },
      to: { path: "(^|/)openapi-fetch(/|$)" },
    },
    {
      name: "packages-stand-alone",
      comment: "What is published may not reach into scripts, tests or end-to-end suites.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { path: "^(scripts|e2e|examples|bench|docs)/|/test/" },
    },
    {
      name: "scripts-need-no-build",
      comment: "Scripts generate what the packages are built from.",
      severity: "error",
      from: { path: "^scripts/" },
      to: { path: "^(packages|e2e|examples|bench)/" },
    },
  ],
  options: {
    // An import of a type alone is an arrow, too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|fixtures|consumers/(esm|commonjs))/|^e2e/exit/openapiFetch" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
  },
};

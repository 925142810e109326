// A program in which both builds are loaded: one dependency requires the packages, another imports them.
const assert = require("node:assert/strict");
const required = {
  client: require("@enos-ota/client"),
  mock: require("@enos-ota/mock"),
  query: require("@enos-ota/query"),
  evaluate: require("@enos-ota/query/evaluate"),
};

async function main() {
  const imported = {
    client: await import("@enos-ota/client"),
    mock: await import("@enos-ota/mock"),
    query: await import("@enos-ota/query"),
    evaluate: await import("@enos-ota/query/evaluate"),
  };
  for (const name of ["client", "mock", "query"]) assert.notEqual(required[name], imported[name]);
  assert.notEqual(required.client.OtaError, imported.client.OtaError);

  for (const [one, other] of [
    [required, imported],
    [imported, required],
  ]) {
    const mock = one.mock.createMockOta({ jobs: one.mock.generateJobs(40, { seed: 1 }) });
    const options = { baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch };
    const enos = other.client.createOtaClient(options);
    // A condition of one copy goes through everything of the other.
    const condition = one.query.otaJob.status.eq("started");
    const joined = other.query.and(condition, other.query.otaJob.type.eq("upgrade"));
    assert.match(String(joined), /^status = 'started' and type = 'upgrade'$/i);
    const { jobs } = await enos.otaJobs.search({ expression: condition });
    assert.ok(jobs.length > 0 && jobs.every(other.evaluate.compile(condition)));
    // An error of one copy is recognized by the other.
    const error = await enos.otaJobs.search({ expression: "status like 'x'" }).catch((thrown) => thrown);
    assert.ok(one.client.isOtaApiError(error) && one.client.isOtaError(error));
    assert.ok(!one.client.isOtaTimeoutError(error));
  }
  console.log("both copies work together");
}

main();

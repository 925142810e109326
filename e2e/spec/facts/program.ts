/** What rows look at. It runs from the packages' sources, so that nothing has to be built. */
export const program = (expressions: readonly string[]): string => `
import { createOtaClient } from "./packages/client/src/index.ts";
import { operations } from "./packages/client/src/generated/operations.ts";
import { createMockOta } from "./packages/mock/src/index.ts";
import { and, completeExpression, otaJob, parseExpression } from "./packages/query/src/index.ts";
import { matches } from "./packages/query/src/evaluate.ts";

const job = (jobId, more) => ({ orgId: "o1", jobId, name: { defaultValue: "pump", i18nValue: { en_US: "Pompe" } },
  firmwareId: "f1", type: "upgrade", enableUpgradeRequest: true, upgradeScope: { type: "total" }, upgradeTimeout: 7200,
  status: "started", createTime: 1591171274788, ...more });
const named = job("n");
const mock = createMockOta({ auth: false, deniedOrganizations: ["denied"], jobs: [
  job("a"),
  job("b", { name: { defaultValue: "valve", i18nValue: {} }, upgradeTimeout: 10, createTime: 1591171274700 }),
  ...Array.from({ length: 20 }, (_, index) => job("many" + index, { orgId: "many" })),
] });
const text = (act) => { try { return String(act()); } catch (error) { return error.reason ?? error.name; } };
const problem = (text) => { try { parseExpression(text); } catch (error) { return error; } };
const answer = async (body, orgId = "o1") => {
  const url = mock.baseUrl + operations.searchOtaJobs.path + "?action=search&orgId=" + orgId;
  const headers = { "content-type": "application/json" };
  return (await mock.fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
};
const ids = async (body, orgId) => (await answer(body, orgId)).data?.map(({ jobId }) => jobId).join();

const sleeps = [];
const clock = { now: Date.now, random: () => 0.5, deadline: () => () => {}, sleep: async (ms) => void sleeps.push(ms) };
/** A client whose server answers each search alike. */
const clientOf = (reply, seen = []) => createOtaClient({
  baseUrl: "https://apigw.example.com", orgId: "o1", auth: { accessKey: "k", secretKey: "s" }, clock,
  fetch: async (input, init) => {
    const request = new Request(input, init);
    const body = JSON.parse(await request.text());
    const isToken = !request.url.includes("/ota-jobs");
    seen.push({ isToken, ...body.pagination });
    return Response.json(isToken ? { status: 0, msg: "SUCCESS", data: { accessToken: "t" + seen.length, expire: 7200 } } : reply);
  },
});
async function failing(code) {
  const seen = [];
  const error = await clientOf({ code, msg: "no", requestId: "r", data: null }, seen).otaJobs.search().catch((thrown) => thrown);
  const tokens = seen.filter(({ isToken }) => isToken).length;
  return { codeName: error.codeName, message: error.message, tokens, requests: seen.length - tokens };
}
const sevenJobs = { code: 0, msg: "OK", requestId: "r", data: Array.from({ length: 7 }, (_, index) => job("j" + index)) };
const calm = async (params) => clientOf(sevenJobs).otaJobs.search(params);
const walked = [];
for await (const _ of clientOf({ ...sevenJobs, data: [] }, walked).otaJobs.search()) break;
const iterating = () => walked.find(({ isToken }) => !isToken);
async function firstLook() {
  sleeps.length = 0;
  await clientOf({ ...sevenJobs, data: [named] }).otaJobs.waitFor({}, () => true);
  return sleeps[0];
}
/** A client of a mock that checks tokens and signatures; what its server answers is kept. */
function strictClient(now) {
  const strict = createMockOta();
  const answers = [];
  const fetch = async (input, init) => {
    const response = await strict.fetch(input, init);
    answers.push({ status: response.status, body: await response.clone().json() });
    return response;
  };
  const enos = createOtaClient({ baseUrl: strict.baseUrl, orgId: "o1", auth: strict.auth, fetch, clock: { ...clock, now } });
  return { enos, answers };
}
// The client has the server's clock from its first answers; only then does its own go wrong.
async function signedAgo(ms) {
  let behind = 0;
  const { enos, answers } = strictClient(() => Date.now() - behind);
  await enos.otaJobs.search();
  behind = ms;
  const known = answers.length;
  await enos.otaJobs.search();
  return answers[known].status;
}
async function tokenLifetime() {
  const { enos, answers } = strictClient(Date.now);
  await enos.otaJobs.search();
  return answers[0].body.data.expire;
}

const seen = {};
const look = async (name, act) => { seen[name] = await Promise.resolve().then(act).catch((error) => String(error)); };
${expressions.map((code) => `await look(${JSON.stringify(code)}, () => ${code});`).join("\n")}
console.log(JSON.stringify(seen));
`;

import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { type Asked, answer } from "./answer.ts";

// A plain server in a process of its own: answers every POST with the page that is asked for.
// node main.ts <total jobs> <latency in ms>; prints its port.
const [total = 0, latencyMs = 0] = process.argv.slice(2).map(Number);

/** What a call without a page asks for: a token. */
const token = '{"status":0,"msg":"SUCCESS","data":{"accessToken":"bench","expire":7200}}';

/** Pages that were made before, so that serving costs as little as it can. */
const made = new Map<string, Buffer>();

const server = createServer(async (request, response) => {
  const { pagination }: { pagination?: Asked } = JSON.parse(await text(request));
  if (pagination === undefined) return response.end(token);
  if (latencyMs > 0) await delay(latencyMs);
  const key = `${pagination.pageNo} ${pagination.pageSize}`;
  const body = made.get(key) ?? Buffer.from(answer(pagination, total));
  if (made.size < 256) made.set(key, body);
  response.writeHead(200, { "content-type": "application/json", "content-length": body.byteLength });
  response.end(body);
});
// Longer than any benchmark pauses: a connection closed under a client would measure its retries.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) console.log(address.port);
});

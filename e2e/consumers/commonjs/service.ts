// A service as NestJS has them: a class with decorators, in a project that compiles to CommonJS.
import { createOtaClient, isOtaApiError, type OtaClient, type OtaJob } from "@enos-ota/client";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { and, otaJob, parseExpression } from "@enos-ota/query";
import { matches } from "@enos-ota/query/evaluate";

function Injectable(): ClassDecorator {
  return (target) => Object.defineProperty(target, "injectable", { value: true });
}

function Cached(_target: object, _key: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const original: (this: unknown, ...args: unknown[]) => unknown = descriptor.value;
  let result: unknown;
  return {
    ...descriptor,
    value(this: unknown, ...args: unknown[]): unknown {
      result ??= original.apply(this, args);
      return result;
    },
  };
}

@Injectable()
export class RolloutService {
  constructor(private readonly enos: OtaClient) {}

  @Cached
  async running(): Promise<readonly OtaJob[]> {
    const expression = and(otaJob.status.eq("started"), otaJob.type.eq("upgrade"));
    return this.enos.otaJobs.search({ expression }).toArray({ limit: 1000 });
  }
}

async function main(): Promise<void> {
  const mock = createMockOta({ jobs: generateJobs(40, { seed: 1 }) });
  const options = { baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch };
  const enos = createOtaClient(options);
  const service = new RolloutService(enos);
  const jobs = await service.running();
  const condition = parseExpression("status = 'started' and type = 'upgrade'");
  const refused = await enos.otaJobs.search({ expression: "status like 'x'" }).then(
    () => 0,
    (error: unknown) => (isOtaApiError(error) ? error.code : -1),
  );
  const all = jobs.length > 0 && jobs.every((job) => matches(condition, job));
  console.log(`all ${all}, cached ${jobs === (await service.running())}, refused ${refused}`);
}

void main();

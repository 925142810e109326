import { readScenarios, ScenarioConflict } from "../source/scenarios.ts";
import type { SpecDocument } from "../source/spec.ts";
import type { SpecProblem } from "../source/specError.ts";

/** Checks that facts that have to stand in two places, for validators and for us, agree. */
export function checkAgreements(document: SpecDocument): readonly SpecProblem[] {
  return [
    ...checkCodes(document),
    ...checkNames(document),
    ...checkLimits(document),
    ...checkOrder(document),
    ...checkScenarioNames(document),
    ...checkOperationNames(document),
  ];
}

const codesPath = ["x-enos-error-codes"];
const enumPath = ["components", "schemas", "BusinessErrorCode", "enum"];

function checkCodes(document: SpecDocument): readonly SpecProblem[] {
  const listed = document.components.schemas.BusinessErrorCode.enum;
  const described = Object.keys(document["x-enos-error-codes"]);
  return [
    ...listed.flatMap((code, index) =>
      described.includes(String(code))
        ? []
        : [
            {
              path: [...enumPath, index],
              message: `The code ${code} is not described in x-enos-error-codes.`,
            },
          ],
    ),
    ...described
      .filter((code) => !listed.includes(Number(code)))
      .map((code) => ({
        path: [...codesPath, code],
        atKey: true,
        message: `The code ${code} is missing in the list BusinessErrorCode.enum.`,
      })),
  ];
}

/** Programs tell codes apart by name. */
function checkNames(document: SpecDocument): readonly SpecProblem[] {
  const known = new Map<string, string>();
  return Object.entries(document["x-enos-error-codes"]).flatMap(([code, { name }]) => {
    const other = known.get(name);
    known.set(name, code);
    return other === undefined
      ? []
      : [
          {
            path: [...codesPath, code, "name"],
            message: `The codes ${other} and ${code} are both named ${name}.`,
          },
        ];
  });
}

const pagePath = ["components", "schemas", "PaginationRequest", "x-enos-pagination"];

function checkLimits(document: SpecDocument): readonly SpecProblem[] {
  const { properties, "x-enos-pagination": limits } = document.components.schemas.PaginationRequest;
  const bounds = [
    ["firstPageNo", "pageNo.minimum", properties.pageNo.minimum],
    ["maximumPageSize", "pageSize.maximum", properties.pageSize.maximum],
  ] as const;
  const differing = bounds
    .filter(([name, , bound]) => limits[name] !== bound)
    .map(([name, place, bound]) => ({
      path: [...pagePath, name],
      message: `${name} is ${limits[name]}, but the schema's ${place} is ${bound}; they must be equal.`,
    }));
  const large = (["defaultPageSize", "recommendedPageSize"] as const)
    .filter((name) => limits[name] > limits.maximumPageSize)
    .map((name) => ({
      path: [...pagePath, name],
      message: `${name} is ${limits[name]}, more than maximumPageSize (${limits.maximumPageSize}).`,
    }));
  return [...differing, ...large];
}

/** Jobs are sorted by a number that each of them has. */
function checkOrder(document: SpecDocument): readonly SpecProblem[] {
  const { field } = document.components.schemas.PaginationRequest["x-enos-pagination"].sortedBy;
  const { properties = {}, required = [] } = document.components.schemas["JobInfo"] ?? {};
  const property = properties[field];
  const path = [...pagePath, "sortedBy", "field"];
  if (property === undefined) return [{ path, message: `JobInfo has no property ${field} to sort by.` }];
  const type = "type" in property ? property.type : undefined;
  if ((type === "integer" || type === "number") && required.includes(field)) return [];
  return [{ path, message: `Jobs can be sorted by a required number only, and ${field} is not one.` }];
}

function checkScenarioNames(document: SpecDocument): readonly SpecProblem[] {
  try {
    readScenarios(document);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioConflict)) throw error;
    return [{ path: error.path, atKey: true, message: error.message }];
  }
}

/** Generated types and tables are keyed by the names of operations. */
function checkOperationNames(document: SpecDocument): readonly SpecProblem[] {
  const known = new Set<string>();
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) => {
      if (!known.has(operationId)) {
        known.add(operationId);
        return [];
      }
      return [
        {
          path: ["paths", path, method, "operationId"],
          message: `Two operations are named ${operationId}; each needs an operationId of its own.`,
        },
      ];
    }),
  );
}

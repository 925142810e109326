import type { Condition } from "../src/index.ts";
import type { SearchableOtaJob } from "./jobs.ts";

type Name = SearchableOtaJob["name"];

/**
 * The page's sentences, one by one, as slowly and plainly as can be: knows no table, no order, no regular
 * expression. Written to be compared with the evaluator, so it must not share its code.
 */
export function naiveMatches(condition: Condition, job: SearchableOtaJob): boolean {
  return condition.comparisons.every(({ field, operator, value }) => {
    if (operator === "like") return naiveNames(field, job).some((name) => naiveContains(name, String(value)));
    const actual: unknown = Reflect.get(job, field);
    return operator === "in" ? value.some((one) => one === actual) : actual === value;
  });
}

function naiveNames(field: string, job: SearchableOtaJob): string[] {
  const name: Name = field.startsWith("firmwareName") ? job.firmwareName : job.name;
  const byDefault = name?.defaultValue || "";
  const chinese = name?.i18nValue?.["zh_CN"] || "";
  const english = name?.i18nValue?.["en_US"] || "";
  // "fuzzy inquiry of the Chinese name. If no Chinese name exists, fuzzy inquiry of default name."
  if (field.endsWith("zh_CN")) return [chinese === "" ? byDefault : chinese];
  if (field.endsWith("en_US")) return [english === "" ? byDefault : english];
  if (field.endsWith("defaultValue")) return [byDefault];
  // "fuzzy inquiry of the default name, Chinese name, and English name."
  return [byDefault, chinese, english];
}

function naiveContains(name: string, part: string): boolean {
  const [inside, wanted] = [[...name], [...part]];
  for (let start = 0; start + wanted.length <= inside.length; start++) {
    if (wanted.every((letter, i) => letter.toLowerCase() === inside[start + i]?.toLowerCase())) return true;
  }
  return false;
}

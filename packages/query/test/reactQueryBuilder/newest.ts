// Compiled only: our shapes and those of the newest React Query Builder fit each other both ways.
import type { Field, FlexibleOptionList, QueryValidator, RuleGroupType } from "react-querybuilder";
import type { Condition } from "../../src/condition.ts";
import { fields, formatExpression, toRuleGroup, validator } from "../../src/react-querybuilder.ts";

declare const query: RuleGroupType;
declare const condition: Condition;

export const forBuilder: readonly [FlexibleOptionList<Field>, RuleGroupType, QueryValidator] = [
  fields,
  toRuleGroup(condition),
  validator,
];
export const expression: Condition | undefined = formatExpression(query);

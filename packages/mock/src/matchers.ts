export {
  type MatcherResult,
  type Searched,
  type SearchedRequest,
  toHaveSearchedFor,
} from "./matchers/toHaveSearchedFor.ts";

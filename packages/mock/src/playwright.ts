export { type Routable, type Route, type RoutedRequest, routeMock } from "./doors/playwright.ts";

import type { Source } from "../source/source.ts";
import { renderAuthHeaders } from "./authHeaders.ts";
import { renderClientErrorCodes, renderErrorCodes } from "./errorCodes.ts";
import { renderFieldSources } from "./fieldSources.ts";
import { renderFields } from "./fields.ts";
import { renderJobProperties } from "./jobProperties.ts";
import { renderLimits } from "./limits.ts";
import { renderLocales } from "./locales.ts";
import { renderOperations } from "./operations.ts";
import { renderPrismOperations } from "./prismOperations.ts";
import { renderRoutes } from "./routes.ts";
import { renderScenarios } from "./scenarios.ts";
import { renderTypes } from "./types.ts";
import {
  renderClientValidators,
  renderClientValidatorTypes,
  renderValidators,
  renderValidatorTypes,
} from "./validators.ts";

/** One generated file. */
export interface Target {
  /** The package it belongs to, a folder below `packages`. */
  readonly package: string;
  /** The file's name below `src/generated`. */
  readonly file: string;
  readonly render: (source: Source) => string | Promise<string>;
}

/** Every file that is generated from the spec. */
export const targets: readonly Target[] = [
  { package: "query", file: "fields.ts", render: renderFields },
  { package: "client", file: "openapi.ts", render: renderTypes },
  { package: "client", file: "errorCodes.ts", render: renderClientErrorCodes },
  { package: "client", file: "authHeaders.ts", render: renderAuthHeaders },
  { package: "client", file: "limits.ts", render: renderLimits },
  { package: "client", file: "operations.ts", render: renderOperations },
  { package: "client", file: "validators.js", render: renderClientValidators },
  { package: "client", file: "validators.d.ts", render: renderClientValidatorTypes },
  { package: "cli", file: "jobProperties.ts", render: renderJobProperties },
  { package: "cli", file: "limits.ts", render: renderLimits },
  { package: "cli", file: "locales.ts", render: renderLocales },
  { package: "mock", file: "openapi.ts", render: renderTypes },
  { package: "mock", file: "errorCodes.ts", render: renderErrorCodes },
  { package: "mock", file: "fieldSources.ts", render: renderFieldSources },
  { package: "mock", file: "authHeaders.ts", render: renderAuthHeaders },
  { package: "mock", file: "limits.ts", render: renderLimits },
  { package: "mock", file: "prismOperations.ts", render: renderPrismOperations },
  { package: "mock", file: "routes.ts", render: renderRoutes },
  { package: "mock", file: "scenarios.ts", render: renderScenarios },
  { package: "mock", file: "validators.js", render: renderValidators },
  { package: "mock", file: "validators.d.ts", render: renderValidatorTypes },
];

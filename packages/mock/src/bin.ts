#!/usr/bin/env node
import { runMockCommand } from "./cli/run.ts";

process.exitCode = await runMockCommand(process.argv.slice(2));

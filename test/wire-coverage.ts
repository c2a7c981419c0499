/** Set-up of every test file: where `scripts/wire-coverage.ts` asks for it, notes what the imitations in this process answer. */
import { recordCoverage } from "../sandbox/kit/coverage.ts";

const folder = process.env["WIRE_COVERAGE"];
if (folder !== undefined) recordCoverage(folder);

import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { expect, it } from "vitest";
import document from "../../openapi.json?raw";
import committed from "./schema.d.ts?raw";

it("is what `npm run generate` makes of openapi.json", async () => {
  const options = { rootTypes: true, rootTypesNoSchemaPrefix: true };
  const made = astToString(await openapiTS(JSON.parse(document) as OpenAPI3, options));
  const withoutBanner = committed.replace(/^\/\*\*[\s\S]*?\*\/\s*/, "");
  expect(withoutBanner.trim()).toBe(made.trim());
});

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const otherFeatures = {
  group: ["@/features/*", "!@/features/scenario", "!@/features/scenario/*"],
  message: "A feature uses its own files, @/features/scenario, @/ui, @/audio and @/api.",
};

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.recommended,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } },
    },
    rules: {
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      eqeqeq: "error",
    },
  },
  {
    files: ["src/features/*/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [otherFeatures, { group: ["@/app/*"] }] }] },
  },
  { files: ["src/{ui,audio,api}/**"], rules: { "no-restricted-imports": ["error", { patterns: ["@/features/*", "@/app/*"] }] } },
  { files: ["eslint.config.js"], extends: [tseslint.configs.disableTypeChecked] },
);

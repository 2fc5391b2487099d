import tseslint from 'typescript-eslint';
import chineseInTexts from './scripts/chinese-in-texts.js';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'scripts/**', 'test/recipes/added/**', '*.cjs', '*.mjs', '*.js'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    // Pure rooms: they read no clock, no random number and nothing of the process.
    files: ['domain/**/*.ts'],
    ignores: ['domain/playbook/load.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The domain is told the time.' },
        { object: 'Math', property: 'random', message: 'The domain knows no chance.' },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval'],
    },
  },
  chineseInTexts,
  {
    // Sentences live in texts/: here only what another process has put into words is passed on.
    files: ['**/*.ts'],
    ignores: ['cli/http.ts', 'client/temporal/refusal.ts', 'test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ObjectExpression > Property[key.name="inWords"]', message: 'A code and parameters; its sentence lives in texts/.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    // Tests read untyped data back and compare it with expectations.
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'argument', 'call', 'return'].map((what) => [`@typescript-eslint/no-unsafe-${what}`, 'off']),
    ),
  },
);

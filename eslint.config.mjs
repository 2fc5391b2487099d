import tseslint from 'typescript-eslint';

/** Chinese outside of texts/ is a sentence that is said in one place only in part. Comments count too. */
const onlyInTexts = {
  create: (context) => ({
    Program() {
      for (const [index, line] of context.sourceCode.lines.entries()) {
        const column = line.search(/\p{Script=Han}/u);
        if (column >= 0) context.report({ loc: { line: index + 1, column }, message: 'Chinese lives in texts/.' });
      }
    },
  }),
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'scripts/**', '*.cjs', '*.mjs', '*.js'] },
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
    // Pure rooms: no clock, no chance, no process.
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
  {
    // Playbooks and samples are data; tests say what they expect.
    files: ['**/*.ts'],
    ignores: ['texts/**', 'test/**'],
    plugins: { perennial: { rules: { 'chinese-in-texts': onlyInTexts } } },
    rules: { 'perennial/chinese-in-texts': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    // What a test reads back is held against expectations, not against types.
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'argument', 'call', 'return'].map((what) => [`@typescript-eslint/no-unsafe-${what}`, 'off']),
    ),
  },
);

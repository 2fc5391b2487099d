// The lint rule that finds Chinese outside of texts/: a sentence that is said in one language there is said in one place only in part.
'use strict';

const rule = {
  create: (context) => ({
    Program() {
      for (const [index, line] of context.sourceCode.lines.entries()) {
        const column = line.search(/\p{Script=Han}/u);
        if (column >= 0) context.report({ loc: { line: index + 1, column }, message: 'Chinese lives in texts/.' });
      }
    },
  }),
};

/** For eslint.config.mjs. Playbooks and samples are data; tests say what they expect. */
module.exports = {
  files: ['**/*.ts'],
  ignores: ['texts/**', 'test/**'],
  plugins: { perennial: { rules: { 'chinese-in-texts': rule } } },
  rules: { 'perennial/chinese-in-texts': 'error' },
};

// The lint rule that allows Chinese only in texts/. A Chinese sentence elsewhere would have no counterpart in the other language.
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

/** For eslint.config.mjs. Playbooks and samples are data, and tests contain expectations. */
module.exports = {
  files: ['**/*.ts'],
  ignores: ['texts/**', 'test/**'],
  plugins: { perennial: { rules: { 'chinese-in-texts': rule } } },
  rules: { 'perennial/chinese-in-texts': 'error' },
};

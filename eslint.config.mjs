// What the compiler cannot refuse: which layer may import what, and which modules open sockets.
import tseslint from 'typescript-eslint';
import hooks from 'eslint-plugin-react-hooks';

const network = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'child_process']
  .flatMap((name) => [name, `node:${name}`])
  .map((name) => ({ name, message: 'Nothing in Manicule talks to a network or starts another program.' }));
const noNetworkGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']
  .map((name) => ({ name, message: 'Nothing in Manicule talks to a network.' }));

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'demo/**', 'node_modules/**', 'test-results/**'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/unified-signatures': 'off',
      'no-restricted-globals': ['error', ...noNetworkGlobals],
    },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'core imports core only.' }, { group: ['**/electron/**', '**/renderer/**'] }] }],
      'no-restricted-globals': ['error', ...noNetworkGlobals, 'Date', 'crypto', 'process', 'window', 'document'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'core has no randomness: pass it in.' }],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        paths: [
          ...network,
          { name: 'electron', importNames: ['autoUpdater', 'crashReporter', 'net', 'shell'], message: 'Closed for privacy: see ARCHITECTURE.md.' },
          { name: 'electron', importNames: ['ipcMain'], message: 'ipcMain is for serve.ts alone.' },
          { name: 'electron', importNames: ['ipcRenderer'], message: 'ipcRenderer is for preload.ts alone.' },
        ],
        patterns: [{ group: ['**/renderer/**'] }],
      }],
    },
  },
  { files: ['electron/serve.ts', 'electron/preload.ts'], rules: { 'no-restricted-imports': ['error', { paths: network, patterns: [{ group: ['**/renderer/**'] }] }] } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', { paths: ['electron'], patterns: [{ group: ['**/electron/**', 'node:*'] }] }],
    },
  },
  {
    // Lists of texts: there is nothing in them to lose sight of.
    files: ['core/messages/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['tests/**/*.ts', 'scripts/**/*.mjs'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-globals': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);

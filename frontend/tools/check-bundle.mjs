// Runs after `ng build`: prepares `dist` for the server and refuses a first load that is too heavy.
//
// 1. Text files get .br and .gz copies beside them, which the server sends as they are. index.html gets
//    none: the server writes a fresh CSP nonce into it on every request.
// 2. The scripts and styles that index.html names must fit the budget.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DIST = 'dist';
const BUDGET_BYTES = 150_000;
const COMPRESSED = new Set(['.css', '.js', '.json', '.svg', '.txt', '.webmanifest']);

const brotliSizes = new Map();
for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSED.has(extname(entry.name))) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = brotliCompressSync(bytes, { params });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  brotliSizes.set(entry.name, brotli.length);
}

const index = readFileSync(join(DIST, 'index.html'), 'utf8');
const named = [...index.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
const initial = [...new Set(named)];
const total = initial.reduce((sum, name) => sum + (brotliSizes.get(name) ?? 0), 0);
console.log(
  `Initial JS+CSS: ${total} bytes brotli in ${initial.length} files (budget ${BUDGET_BYTES}).`,
);
if (total > BUDGET_BYTES) {
  for (const name of initial)
    console.error(`${String(brotliSizes.get(name)).padStart(8)}  ${name}`);
  console.error(
    'The first load is over its budget: make something lazy, or argue for more in an ADR.',
  );
  process.exit(1);
}

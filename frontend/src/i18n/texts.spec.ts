import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ar from './ar.json';
import en from './en.json';

interface Texts {
  [key: string]: string | Texts;
}
const PLURALS = { ar: ['zero', 'one', 'two', 'few', 'many', 'other'], en: ['one', 'other'] };
const APP = join(__dirname, '../app');
/** Texts that are asked for by name: `t('a.b')`, `translate('a.b')`, `'a.b' | plural`, `title: 'a.b'`. */
const WHOLE_KEY = /(?:\bt\(|translate\(|title: )\s*'([a-z]\w*(?:\.\w+)+)'/gi;
/** Texts whose last part is a value: `t('level.' + level)`. */
const KEY_START = /\bt\(\s*'([a-z]\w*(?:\.\w+)*\.)' \+/gi;

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** Keys of both languages with plural forms folded into one, since languages differ in those. */
const keysOf = (texts: Texts) =>
  [...flatten(texts).keys()].map((key) => key.replace(/^(count\.\w+)\.\w+$/, '$1'));
const placeholders = (text: string) => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort();

/** What a pattern's first group finds in the code of the app. */
function found(pattern: RegExp): string[] {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /(?<!\.spec)\.ts$|\.html$/.test(file));
  const code = sources.map((file) => readFileSync(join(APP, file), 'utf8')).join('\n');
  return [...new Set([...code.matchAll(pattern)].map(([, key]) => key ?? ''))];
}

describe('Texts', () => {
  it('exist in both languages', () => {
    expect([...new Set(keysOf(ar))].sort()).toEqual([...new Set(keysOf(en))].sort());
  });

  it('are there for every key that the code names', () => {
    const known = keysOf(en);
    const whole = found(WHOLE_KEY);
    expect(whole.length).toBeGreaterThan(100);
    expect(whole.filter((key) => !known.includes(key))).toEqual([]);
    const starts = found(KEY_START);
    expect(starts).toContain('level.');
    expect(starts.filter((start) => !known.some((key) => key.startsWith(start)))).toEqual([]);
  });

  it.each(['draft', 'published', 'archived'])('name the status %s of a course', (status) => {
    expect(flatten(en).has(`course.${status}`)).toBe(true);
  });

  it.each(['ar', 'en'] as const)('have every plural form of %s', (language) => {
    const counts = { ar, en }[language].count;
    for (const forms of Object.values(counts))
      expect(Object.keys(forms)).toEqual(PLURALS[language]);
  });

  it('name the same values in both languages', () => {
    const arabic = flatten(ar);
    for (const [key, text] of flatten(en)) {
      if (key.startsWith('count.')) continue;
      expect([key, placeholders(arabic.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    }
  });
});

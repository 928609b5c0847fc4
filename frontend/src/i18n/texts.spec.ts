import ar from './ar.json';
import en from './en.json';

interface Texts {
  [key: string]: string | Texts;
}
const PLURALS = { ar: ['zero', 'one', 'two', 'few', 'many', 'other'], en: ['one', 'other'] };

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

describe('Texts', () => {
  it('exist in both languages', () => {
    expect([...new Set(keysOf(ar))].sort()).toEqual([...new Set(keysOf(en))].sort());
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

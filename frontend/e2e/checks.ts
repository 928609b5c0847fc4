import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** Takes a heading that holds nothing but MathML for an empty one. */
const MISTAKEN_RULE = 'empty-table-header';
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails if axe finds anything, or if the page is wider than its window. */
export async function expectAccessible(page: Page) {
  // Only what is wrong is put together, and in the page itself: its frames are other sites' players.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(STANDARD)
    .disableRules(MISTAKEN_RULE)
    .setLegacyMode()
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join('; ')}`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess, `horizontal scrolling of ${page.url()}`).toBe(0);
}

/** Collects what the browser complains about; refusals that a test provokes are named in `expected`. */
export function watchConsole(page: Page, expected = /^$/): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !expected.test(text)) {
      complaints.push(text);
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

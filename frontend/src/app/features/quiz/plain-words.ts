/** The words of rendered text, for labels and lists that can hold nothing else. */
export function plainWords(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
}

/** How many words a text has, in languages with and without spaces between them. */
export function countWords(text: string): number {
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  return segments.filter((segment) => segment.isWordLike).length;
}

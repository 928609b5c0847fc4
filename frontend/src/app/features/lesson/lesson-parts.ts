/** A lesson's text in the order in which it is shown: HTML, and the quizzes that stand between. */
export type LessonPart = { kind: 'text'; html: string } | { kind: 'quiz'; quizId: string };

/** Splits rendered text at `<div data-quiz="…">`; quizzes without a place of their own come last. */
export function lessonParts(html: string, quizIds: readonly string[]): LessonPart[] {
  const template = document.createElement('template');
  template.innerHTML = html;
  const parts: LessonPart[] = [];
  const unplaced = new Set(quizIds);
  let text = '';
  const endText = () => {
    if (text.trim()) parts.push({ kind: 'text', html: text });
    text = '';
  };
  for (const node of template.content.childNodes) {
    const quizId = node instanceof HTMLElement ? node.dataset['quiz'] : undefined;
    if (quizId === undefined) {
      text += node instanceof Element ? node.outerHTML : (node.textContent ?? '');
    } else if (unplaced.delete(quizId)) {
      endText();
      parts.push({ kind: 'quiz', quizId });
    }
  }
  endText();
  for (const quizId of unplaced) parts.push({ kind: 'quiz', quizId });
  return parts;
}

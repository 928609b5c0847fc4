import { lessonParts } from './lesson-parts';

describe('lessonParts', () => {
  it('puts a quiz where the text names it, and others at the end', () => {
    const html = '<p>Before</p>\n<div data-quiz="q1"></div>\n<p>After &amp; on</p>';
    expect(lessonParts(html, ['q2', 'q1'])).toEqual([
      { kind: 'text', html: '<p>Before</p>\n' },
      { kind: 'quiz', quizId: 'q1' },
      { kind: 'text', html: '\n<p>After &amp; on</p>' },
      { kind: 'quiz', quizId: 'q2' },
    ]);
  });

  it('leaves out places of quizzes that the lesson does not have, and second places', () => {
    const html = '<div data-quiz="gone"></div><div data-quiz="q1"></div><div data-quiz="q1"></div>';
    expect(lessonParts(html, ['q1'])).toEqual([{ kind: 'quiz', quizId: 'q1' }]);
  });

  it('keeps text that is all there is', () => {
    expect(lessonParts('<p>Text</p>', [])).toEqual([{ kind: 'text', html: '<p>Text</p>' }]);
    expect(lessonParts('', [])).toEqual([]);
  });
});

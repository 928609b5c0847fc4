import { makeQuestion } from '../../../testing/samples';
import { KINDS, contentOf, draftOf } from './question-draft';

describe('The draft of a question', () => {
  it('sends back what it was made from', () => {
    const choices = [
      { id: 'a', question: 'q', text: 'Recall', text_html: '', is_correct: false },
      { id: 'b', question: 'q', text: 'Familiarity', text_html: '', is_correct: true },
    ];
    const draft = draftOf(makeQuestion({ choices, explanation: 'Why.', points: 2 }));
    expect(contentOf(draft)).toEqual({
      kind: 'single',
      text: 'What do you have?',
      points: 2,
      explanation: 'Why.',
      choices: [
        { text: 'Recall', is_correct: false },
        { text: 'Familiarity', is_correct: true },
      ],
    });
  });

  it('leaves out rows that were left empty', () => {
    const draft = draftOf({ kind: 'short_text', accepted: [{ text: ' ' }, { text: 'yes' }] });
    expect(contentOf(draft).accepted).toEqual([{ text: 'yes', regex: false }]);
  });

  it('sends either the output or the line of a program', () => {
    const draft = { ...draftOf({ kind: 'tracing' }), program: 'x', stdout: '3\n', line: 4 };
    expect(contentOf(draft).tracing).toEqual({
      program: 'x',
      language: '',
      does_compile: true,
      stdout: '3\n',
    });
    expect(contentOf({ ...draft, does_compile: false }).tracing).toEqual({
      program: 'x',
      language: '',
      does_compile: false,
      line: 4,
    });
  });

  it.each(KINDS)('sends for %s only what belongs to it', (kind) => {
    const parts = Object.keys(contentOf(draftOf({ kind }))).filter((part) =>
      ['choices', 'accepted', 'tolerance', 'tracing', 'order', 'pairs', 'rubric'].includes(part),
    );
    expect(parts).toHaveLength(1);
  });

  it('makes an essay worth what the lines of its rubric are worth together', () => {
    const rubric = [
      { text: 'Names it', points: 2 },
      { text: 'Shows it', points: 3 },
      { text: ' ', points: 9 },
    ];
    const content = contentOf({ ...draftOf({ kind: 'essay' }), points: 1, rubric });
    expect(content).toMatchObject({ points: 5, rubric: rubric.slice(0, 2) });
  });

  it('keeps items in their order and pairs together', () => {
    const ordering = draftOf(makeQuestion({ kind: 'ordering', order: ['Seed', 'Tree'] }));
    expect(contentOf(ordering)).toMatchObject({ order: ['Seed', 'Tree'] });
    const pairs = [{ left: 'Rome', right: 'Italy' }];
    const matching = draftOf(makeQuestion({ kind: 'matching', pairs }));
    expect(contentOf(matching)).toMatchObject({ pairs });
  });
});

import type { Section } from '../../core/models';
import { moveLesson, moveSection, orderOf, renameSection } from './outline-order';

function section(id: string, ...lessons: string[]): Section {
  return {
    id,
    title: id.toUpperCase(),
    lessons: lessons.map((lesson) => ({
      id: lesson,
      title: lesson,
      kind: 'text',
      minutes: 1,
      preview: false,
      quizzes: [],
    })),
  };
}

const OUTLINE = [section('a', '1', '2'), section('b', '3'), section('c')];
const shape = (sections: Section[]) =>
  orderOf(sections)
    .sections.map(({ id, lessons }) => id + lessons.join(''))
    .join(' ');

describe('The order of an outline', () => {
  it.each([
    ['2', -1, 'a21 b3 c'],
    ['2', 1, 'a1 b23 c'],
    ['3', -1, 'a123 b c'],
    ['3', 1, 'a12 b c3'],
    ['1', -1, 'a12 b3 c'],
    ['unknown', 1, 'a12 b3 c'],
  ] as const)('changes when lesson %s moves by %s', (lesson, step, expected) => {
    expect(shape(moveLesson(OUTLINE, lesson, step))).toBe(expected);
  });

  it.each([
    ['a', 1, 'b3 a12 c'],
    ['c', -1, 'a12 c b3'],
    ['a', -1, 'a12 b3 c'],
    ['c', 1, 'a12 b3 c'],
  ] as const)('changes when section %s moves by %s', (id, step, expected) => {
    expect(shape(moveSection(OUTLINE, id, step))).toBe(expected);
  });

  it('stays when a section gets another title', () => {
    expect(orderOf(renameSection(OUTLINE, 'b', 'Habits')).sections[1]).toEqual({
      id: 'b',
      title: 'Habits',
      lessons: ['3'],
    });
  });
});

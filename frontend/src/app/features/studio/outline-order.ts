/** Changes of order in an outline, as plain functions: sections in, sections out. */
import type { Schemas } from '../../core/api';
import type { Section } from '../../core/models';
import type { Step } from '../../ui/move-buttons';

export function moveSection(
  sections: readonly Section[],
  sectionId: string,
  step: Step,
): Section[] {
  const from = sections.findIndex((section) => section.id === sectionId);
  return swap(sections, from, from + step);
}

/** Moves a lesson by one place; over the edge of its section it goes into the neighbouring one. */
export function moveLesson(sections: readonly Section[], lessonId: string, step: Step): Section[] {
  const at = sections.findIndex(({ lessons }) => lessons.some(({ id }) => id === lessonId));
  const section = sections[at];
  if (!section) return [...sections];
  const from = section.lessons.findIndex(({ id }) => id === lessonId);
  if (section.lessons[from + step]) {
    const lessons = swap(section.lessons, from, from + step);
    return sections.with(at, { ...section, lessons });
  }
  const neighbour = sections[at + step];
  const lesson = section.lessons[from];
  if (!neighbour || !lesson) return [...sections];
  const lessons = step === 1 ? [lesson, ...neighbour.lessons] : [...neighbour.lessons, lesson];
  return sections
    .with(at, { ...section, lessons: section.lessons.toSpliced(from, 1) })
    .with(at + step, { ...neighbour, lessons });
}

export function renameSection(
  sections: readonly Section[],
  sectionId: string,
  title: string,
): Section[] {
  return sections.map((section) => (section.id === sectionId ? { ...section, title } : section));
}

/** What the server is told: ids in their order. */
export function orderOf(sections: readonly Section[]): Schemas['OutlineWrite'] {
  return {
    sections: sections.map(({ id, title, lessons }) => ({
      id,
      title,
      lessons: lessons.map((lesson) => lesson.id),
    })),
  };
}

function swap<T>(items: readonly T[], a: number, b: number): T[] {
  const [first, second] = [items[a], items[b]];
  return first === undefined || second === undefined
    ? [...items]
    : items.with(a, second).with(b, first);
}

/** A question as its author edits it: the values of the form, to and from the wire. Pure. */
import type { Schemas } from '../../core/api';
import type { Question, QuestionKind } from '../../core/models';

export const KINDS: readonly QuestionKind[] = [
  'single',
  'multiple',
  'true_false',
  'short_text',
  'numeric',
  'tracing',
];

export interface QuestionDraft {
  kind: QuestionKind;
  text: string;
  points: number;
  explanation: string;
  choices: { text: string; is_correct: boolean }[];
  accepted: { text: string; regex: boolean }[];
  number: number | null;
  tolerance: number;
  program: string;
  language: string;
  does_compile: boolean;
  stdout: string;
  line: number | null;
}

type Content = Omit<Schemas['QuestionWrite'], 'quiz'>;

export function hasChoices(kind: QuestionKind): boolean {
  return kind === 'single' || kind === 'multiple' || kind === 'true_false';
}

/** The draft of a question that is there, or an empty one of this kind. */
export function draftOf(question: Partial<Question> & Pick<Question, 'kind'>): QuestionDraft {
  const { tracing } = question;
  return {
    kind: question.kind,
    text: question.text ?? '',
    points: question.points ?? 1,
    explanation: question.explanation ?? '',
    choices: (question.choices ?? []).map(({ text, is_correct }) => ({
      text,
      is_correct: is_correct ?? false,
    })),
    accepted: (question.accepted ?? []).map(({ text, regex }) => ({ text, regex: regex ?? false })),
    number: question.number ?? null,
    tolerance: question.tolerance ?? 0,
    ...programOf(tracing),
  };
}

function programOf(tracing: Schemas['Tracing'] = { program: '' }) {
  const { program, language = '', does_compile, stdout, line = null } = tracing;
  return { program, language, does_compile: does_compile ?? true, stdout: stdout ?? '', line };
}

/** What is sent: only the parts that belong to the kind; rows that were left empty are left out. */
export function contentOf(draft: QuestionDraft): Content {
  const { kind, text, points, explanation } = draft;
  const shared = { kind, text: text.trim(), points, explanation: explanation.trim() };
  const isFilled = ({ text: row }: { text: string }) => row.trim() !== '';
  if (hasChoices(kind)) return { ...shared, choices: draft.choices.filter(isFilled) };
  if (kind === 'short_text') return { ...shared, accepted: draft.accepted.filter(isFilled) };
  if (kind === 'numeric') {
    const number = draft.number === null ? {} : { number: draft.number };
    return { ...shared, ...number, tolerance: draft.tolerance };
  }
  return { ...shared, tracing: tracingOf(draft) };
}

function tracingOf(draft: QuestionDraft): Schemas['Tracing'] {
  const { program, language, does_compile, stdout, line } = draft;
  const shown = { program, language: language.trim(), does_compile };
  return does_compile ? { ...shown, stdout } : { ...shown, line };
}

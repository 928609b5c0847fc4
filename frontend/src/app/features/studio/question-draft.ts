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
  'ordering',
  'matching',
  'essay',
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
  /** In the right order. */
  order: { text: string }[];
  pairs: Schemas['Pair'][];
  rubric: Schemas['Criterion'][];
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
    accepted: acceptedOf(question),
    number: question.number ?? null,
    tolerance: question.tolerance ?? 0,
    ...programOf(tracing),
    ...rowsOf(question),
  };
}

function acceptedOf({ accepted = [] }: Partial<Question>): QuestionDraft['accepted'] {
  return accepted.map(({ text, regex }) => ({ text, regex: regex ?? false }));
}

function rowsOf({ order = [], pairs = [], rubric = [] }: Partial<Question>) {
  return { order: order.map((text) => ({ text })), pairs, rubric };
}

function programOf(tracing: Schemas['Tracing'] = { program: '' }) {
  const { program, language = '', does_compile, stdout, line = null } = tracing;
  return { program, language, does_compile: does_compile ?? true, stdout: stdout ?? '', line };
}

/** What is sent: only the parts that belong to the kind; rows that were left empty are left out. */
export function contentOf(draft: QuestionDraft): Content {
  const { kind, text, points, explanation } = draft;
  const shared = { kind, text: text.trim(), points, explanation: explanation.trim() };
  return { ...shared, ...KEYS[kind](draft) };
}

const choicesOf = ({ choices }: QuestionDraft) => ({ choices: choices.filter(isFilled) });

/** The part of each kind that says what is right. */
const KEYS: Record<QuestionKind, (draft: QuestionDraft) => Partial<Content>> = {
  single: choicesOf,
  multiple: choicesOf,
  true_false: choicesOf,
  short_text: ({ accepted }) => ({ accepted: accepted.filter(isFilled) }),
  numeric: ({ number, tolerance }) => ({ ...(number === null ? {} : { number }), tolerance }),
  tracing: (draft) => ({ tracing: tracingOf(draft) }),
  ordering: ({ order }) => ({ order: order.filter(isFilled).map(({ text }) => text.trim()) }),
  matching: ({ pairs }) => ({
    pairs: pairs.filter(({ left, right }) => left.trim() || right.trim()),
  }),
  essay: rubricOf,
};

/** With a rubric, a question is worth what its lines are worth together. */
function rubricOf({ rubric, points }: QuestionDraft): Partial<Content> {
  const lines = rubric.filter(isFilled);
  const sum = lines.reduce((total, line) => total + line.points, 0);
  return { rubric: lines, points: lines.length ? sum : points };
}

function isFilled({ text }: { text: string }): boolean {
  return text.trim() !== '';
}

function tracingOf(draft: QuestionDraft): Schemas['Tracing'] {
  const { program, language, does_compile, stdout, line } = draft;
  const shown = { program, language: language.trim(), does_compile };
  return does_compile ? { ...shown, stdout } : { ...shown, line };
}

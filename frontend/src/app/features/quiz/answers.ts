/** What counts as an answer, kind by kind. Pure; the server grades. */
import type { Answer, QuestionKind } from '../../core/models';

const COMPLETE: Record<QuestionKind, (answer: Answer) => boolean> = {
  single: hasChoice,
  multiple: hasChoice,
  true_false: hasChoice,
  short_text: (answer) => !!answer.text?.trim(),
  essay: (answer) => !!answer.text?.trim(),
  ordering: (answer) => !!answer.order?.length,
  matching: (answer) => !!answer.pairs?.length,
  numeric: (answer) => answer.number !== undefined,
  // Without the line it is an answer too: for some programs any line counts.
  tracing: (answer) =>
    answer.does_compile === false || (answer.does_compile === true && answer.text !== undefined),
};

export function isAnswered(kind: QuestionKind, answer: Answer): boolean {
  return COMPLETE[kind](answer);
}

/** The number that somebody typed, with a comma or a point; undefined where it is none. */
export function typedNumber(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() && Number.isFinite(number) ? number : undefined;
}

function hasChoice(answer: Answer): boolean {
  return !!answer.choices?.length;
}

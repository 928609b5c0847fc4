import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Answer, Question, QuestionResult } from '../../core/models';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';
import { Prose } from '../../ui/prose';
import { typedNumber } from './answers';
import { MatchingField } from './matching-field';
import { OrderingField } from './ordering-field';
import { countWords } from './plain-words';

/** One question with its fields, and after grading what was right and why. */
@Component({
  selector: 'app-question-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatchingField, OrderingField, Plural, Prose, TranslocoDirective],
  templateUrl: './question-form.html',
  styleUrl: './question-form.scss',
})
export class QuestionForm {
  protected readonly format = inject(Format);
  readonly question = input.required<Question>();
  /** Its place in the quiz, from 1. */
  readonly number = input.required<number>();
  readonly answer = input.required<Answer>();
  readonly result = input<QuestionResult>();
  readonly isClosed = input(false);
  readonly answered = output<Answer>();

  /** For ids and names; a page may show several quizzes. */
  protected readonly name = computed(() => `question-${this.question().id}`);
  protected readonly isMultiple = computed(() => this.question().kind === 'multiple');

  protected readonly words = computed(() => countWords(this.answer().text ?? ''));
  /** A number as it was typed: what is no number yet must not vanish under the person's hands. */
  protected readonly typed = linkedSignal({
    source: this.question,
    computation: () => untracked(() => String(this.answer().number ?? '')),
  });
  protected readonly isNoNumber = computed(
    () => this.typed().trim() !== '' && typedNumber(this.typed()) === undefined,
  );
  protected readonly verdict = computed(() => {
    const result = this.result();
    if (!result) return null;
    if (result.pending) return 'quiz.waiting';
    if (result.correct) return 'quiz.right';
    return result.score > 0 ? 'quiz.partlyRight' : 'quiz.wrong';
  });
  protected readonly isPartlyRight = computed(() => this.verdict() === 'quiz.partlyRight');

  protected isChosen(choice: string): boolean {
    return this.answer().choices?.includes(choice) ?? false;
  }

  protected choose(choice: string, isOn: boolean) {
    const others = this.isMultiple() ? (this.answer().choices ?? []) : [];
    const kept = others.filter((each) => each !== choice);
    this.say({ choices: isOn ? [...kept, choice] : kept });
  }

  protected write(text: string) {
    this.say({ text });
  }

  protected writeNumber(text: string) {
    this.typed.set(text);
    const number = typedNumber(text);
    this.say(number === undefined ? { text: '' } : { number });
  }

  protected arrange(order: string[]) {
    this.say({ order });
  }

  protected match(pairs: NonNullable<Answer['pairs']>) {
    this.say({ pairs });
  }

  protected chooseCompiles(doesCompile: boolean) {
    this.say(doesCompile ? { does_compile: true, text: '' } : { does_compile: false });
  }

  protected writeOutput(text: string) {
    this.say({ does_compile: true, text });
  }

  protected writeLine(text: string) {
    this.typed.set(text);
    const number = typedNumber(text);
    this.say(number === undefined ? { does_compile: false } : { does_compile: false, number });
  }

  private say(content: Omit<Answer, 'question'>) {
    this.answered.emit({ question: this.question().id, ...content });
  }
}

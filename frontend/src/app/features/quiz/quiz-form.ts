import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Submission } from '../../core/models';
import { asProblem } from '../../core/problem';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { AttemptHistory } from './attempt-history';
import { AttemptStatus } from './attempt-status';
import { QuestionForm } from './question-form';
import { QuizAttempt } from './quiz-attempt';
import { QuizOutcome } from './quiz-outcome';
import { QuizStart } from './quiz-start';

const RETRY_MS = 5_000;

/** A quiz to be taken: in a lesson, or on its own page. */
@Component({
  selector: 'app-quiz-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttemptHistory,
    AttemptStatus,
    Icon,
    MatButtonModule,
    Plural,
    ProblemMessage,
    QuestionForm,
    QuizOutcome,
    QuizStart,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './quiz-form.html',
  styleUrl: './quiz-form.scss',
})
export class QuizForm {
  protected readonly format = inject(Format);
  readonly quizId = input.required<string>();
  readonly graded = output<Submission>();

  protected readonly attempt = new QuizAttempt(this.quizId);
  private readonly outcome = viewChild<unknown, ElementRef<HTMLElement>>('outcome', {
    read: ElementRef,
  });
  private readonly questions = viewChild<ElementRef<HTMLElement>>('questions');
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private retry: ReturnType<typeof setTimeout> | undefined;
  protected readonly isBusy = signal(false);
  protected readonly refusal = linkedSignal<string, unknown>({
    source: this.quizId,
    computation: () => null,
  });
  /** Whether the person was told once that something is not answered. */
  protected readonly isWarned = linkedSignal({ source: this.quizId, computation: () => false });
  protected readonly missing = computed(() =>
    this.isWarned() ? this.attempt.unanswered().length : 0,
  );
  /** Nothing more can be answered: what is saved is handed in without being asked for. */
  protected readonly isOver = computed(
    () =>
      this.attempt.isRunning() &&
      (this.attempt.countdown.isOver() || this.attempt.saving.isClosed()),
  );

  constructor() {
    effect(() => {
      if (this.isOver()) untracked(() => void this.handIn());
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.retry));
  }

  protected async submit() {
    if (this.attempt.unanswered().length > 0 && !this.isWarned()) {
      this.isWarned.set(true);
      return;
    }
    await this.handIn();
  }

  protected async start() {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.isWarned.set(false);
    await this.attempt.start();
    this.isBusy.set(false);
    if (this.attempt.isRunning()) setTimeout(() => this.questions()?.nativeElement.focus());
  }

  protected async review(id: string) {
    await this.attempt.resume(id);
    setTimeout(() => this.outcome()?.nativeElement.focus());
  }

  protected startAgain() {
    this.attempt.startAgain();
    this.isWarned.set(false);
    this.refusal.set(null);
    setTimeout(() => (this.questions() ?? this.heading())?.nativeElement.focus());
  }

  private async handIn() {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    clearTimeout(this.retry);
    try {
      this.graded.emit(await this.attempt.submit());
      setTimeout(() => this.outcome()?.nativeElement.focus());
    } catch (error) {
      this.refusal.set(error);
      // The time is up: the answers wait on the server, and their result is asked for until it comes.
      const { status } = asProblem(error);
      const isPassing = status === 0 || status >= 500;
      if (this.isOver() && isPassing) this.retry = setTimeout(() => void this.handIn(), RETRY_MS);
    } finally {
      this.isBusy.set(false);
    }
  }
}

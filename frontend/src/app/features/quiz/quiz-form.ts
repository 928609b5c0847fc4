import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Submission } from '../../core/models';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { QuestionForm } from './question-form';
import { QuizAttempt } from './quiz-attempt';

/** A quiz to be taken: in a lesson, or on its own page. */
@Component({
  selector: 'app-quiz-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Icon,
    MatButtonModule,
    Plural,
    ProblemMessage,
    QuestionForm,
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
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');
  private readonly questions = viewChild<ElementRef<HTMLElement>>('questions');
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<unknown>(null);
  /** Whether the person was told once that something is not answered. */
  protected readonly isWarned = linkedSignal({ source: this.quizId, computation: () => false });
  protected readonly missing = computed(() =>
    this.isWarned() ? this.attempt.unanswered().length : 0,
  );

  protected async submit() {
    if (this.isBusy()) return;
    if (this.attempt.unanswered().length > 0 && !this.isWarned()) {
      this.isWarned.set(true);
      return;
    }
    this.isBusy.set(true);
    this.refusal.set(null);
    try {
      this.graded.emit(await this.attempt.submit());
      setTimeout(() => this.outcome()?.nativeElement.focus());
    } catch (error) {
      this.refusal.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected startAgain() {
    this.attempt.startAgain();
    this.isWarned.set(false);
    setTimeout(() => this.questions()?.nativeElement.focus());
  }
}

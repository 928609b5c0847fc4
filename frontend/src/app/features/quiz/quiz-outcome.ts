import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Quiz, Submission } from '../../core/models';

/** What an attempt has come to, as far as the quiz tells it. */
@Component({
  selector: 'app-quiz-outcome',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, TranslocoDirective],
  template: `
    <div *transloco="let t" class="outcome" [class.passed]="result().passed" role="status">
      @if (percentage() !== null) {
        <p class="mark">{{ format.percent(percentage() ?? 0) }}</p>
      }
      <div>
        <p class="headline">{{ t(headline()) }}</p>
        @if (percentage() !== null && result().score !== null) {
          <p class="mb-0">
            {{
              t('quiz.score', {
                score: format.number(result().score ?? 0),
                max: format.number(result().max_score),
              })
            }}
          </p>
        }
        @if (hint(); as key) {
          <p class="mb-0">{{ t(key, { when: closesAt() }) }}</p>
        }
      </div>
      @if (canTryAgain()) {
        <button matButton="outlined" type="button" (click)="again.emit()">
          {{ t('quiz.again') }}
        </button>
      }
    </div>
  `,
  styleUrl: './quiz-outcome.scss',
})
export class QuizOutcome {
  protected readonly format = inject(Format);
  readonly quiz = input.required<Quiz>();
  readonly result = input.required<Submission>();
  readonly canTryAgain = input(true);
  readonly again = output();
  private readonly isPending = computed(() => this.result().state === 'pending');
  protected readonly percentage = computed(() =>
    this.isPending() ? null : this.result().percentage,
  );
  protected readonly closesAt = computed(() => {
    const closesAt = this.quiz().closes_at;
    return closesAt ? this.format.moment(closesAt) : '';
  });
  protected readonly headline = computed(() => {
    if (this.isPending()) return 'quiz.waiting';
    if (this.percentage() === null) return 'quiz.handedIn';
    if (this.result().passed) return 'quiz.passed';
    return this.result().results.length > 0 ? 'quiz.notPassed' : 'quiz.notPassedYet';
  });
  /** Why something is not told, and when it will be. */
  protected readonly hint = computed(() => {
    if (this.isPending()) return 'quiz.waitingHint';
    if (this.percentage() === null) return 'quiz.resultHidden';
    const isLater = this.quiz().feedback === 'after_closing' && this.result().results.length === 0;
    return isLater ? 'quiz.feedbackLater' : '';
  });
}

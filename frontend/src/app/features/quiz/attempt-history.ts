import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Submission } from '../../core/models';

/** What somebody has handed in before, and the way to look at each again. */
@Component({
  selector: 'app-attempt-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    @if (attempts().length) {
      <details *transloco="let t">
        <summary>{{ t('quiz.history.heading', { count: attempts().length }) }}</summary>
        <ul class="plain-list">
          @for (attempt of attempts(); track attempt.id) {
            <li>
              <span>{{ t('quiz.history.attempt', { number: attempt.number }) }}</span>
              <span class="muted">{{ format.moment(attempt.submitted_at) }}</span>
              <span class="result">
                @if (attempt.state === 'pending') {
                  {{ t('quiz.waiting') }}
                } @else if (attempt.percentage === null) {
                  {{ t('quiz.history.notTold') }}
                } @else {
                  {{ format.percent(attempt.percentage) }}
                  <span class="chip" [class.good]="attempt.passed">{{
                    t(attempt.passed ? 'quiz.history.passed' : 'quiz.history.failed')
                  }}</span>
                }
              </span>
              @if (attempt.id !== shown()) {
                <button type="button" (click)="opened.emit(attempt.id)">
                  {{ t('quiz.history.openNumber', { number: attempt.number }) }}
                </button>
              }
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    details {
      margin-block-start: 1.5rem;
    }

    summary {
      font-weight: 500;
      cursor: pointer;
    }

    li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0.25rem 1rem;
      padding-block: 0.625rem;
      border-block-end: var(--app-hairline);
      font-size: 0.9375rem;
    }

    .result {
      margin-inline-start: auto;
    }

    button {
      padding: 0.25rem 0;
      border: 0;
      font: inherit;
      color: var(--mat-sys-primary);
      text-decoration: underline;
      background: none;
      cursor: pointer;
    }
  `,
})
export class AttemptHistory {
  protected readonly format = inject(Format);
  /** Newest first. */
  readonly attempts = input.required<readonly Submission[]>();
  /** The one that is on the page already. */
  readonly shown = input<string>();
  readonly opened = output<string>();
}

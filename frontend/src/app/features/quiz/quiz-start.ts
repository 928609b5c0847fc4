import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Quiz, Standing } from '../../core/models';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';

const MINUTE_S = 60;

/** What somebody should know before an attempt begins, and the button that begins it. */
@Component({
  selector: 'app-quiz-start',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule, Plural, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ul class="plain-list">
        @if (seconds(); as limit) {
          <li>
            <app-icon name="clock" />
            <span>{{ t('quiz.start.time', { time: duration(limit) }) }}</span>
          </li>
        }
        @if (standing()?.attempts_left; as left) {
          <li>
            <app-icon name="list" />
            <span>{{ t('count.attemptsLeft' | plural: left, { count: left }) }}</span>
          </li>
        }
        @if (quiz().closes_at; as closesAt) {
          <li>
            <app-icon name="lock" />
            <span>{{
              t(isClosed() ? 'quiz.start.closed' : 'quiz.start.closes', {
                when: format.moment(closesAt),
              })
            }}</span>
          </li>
        }
        <li>
          <app-icon name="eye" />
          <span>{{ t('quiz.start.feedback.' + quiz().feedback) }}</span>
        </li>
        <li>
          <app-icon name="check" />
          <span>{{ t('quiz.start.saved') }}</span>
        </li>
      </ul>
      @if (best() !== null && standing()) {
        <p class="chip" [class.good]="standing()?.passed">
          {{
            t(standing()?.passed ? 'quiz.earlierPassed' : 'quiz.start.standing', {
              percentage: format.percent(best() ?? 0),
            })
          }}
        </p>
      }
      @if (isUsedUp()) {
        <p class="end">{{ t('quiz.start.usedUp') }}</p>
      } @else if (!isClosed()) {
        <button
          matButton="filled"
          type="button"
          [disabled]="isBusy()"
          disabledInteractive
          (click)="started.emit()"
        >
          {{ t(standing()?.open_attempt ? 'quiz.start.continue' : 'quiz.start.start') }}
        </button>
      }
    </ng-container>
  `,
  styles: `
    ul {
      display: grid;
      gap: 0.5rem;
      margin-block: 1.25rem 1.5rem;
    }

    li {
      display: flex;
      gap: 0.75rem;
      align-items: baseline;
    }

    app-icon {
      color: var(--mat-sys-tertiary);
    }

    .chip {
      display: table;
      margin-block-end: 1.25rem;
    }

    .end {
      margin: 0;
      font-weight: 600;
    }
  `,
})
export class QuizStart {
  protected readonly format = inject(Format);
  readonly quiz = input.required<Quiz>();
  readonly standing = input.required<Standing | null>();
  readonly isBusy = input(false);
  readonly started = output();
  protected readonly seconds = computed(() => {
    const limit = this.quiz().time_limit_s;
    return limit === null ? null : limit + (this.standing()?.extra_time_s ?? 0);
  });
  protected readonly best = computed(() => this.standing()?.percentage ?? null);
  protected readonly isUsedUp = computed(
    () => this.standing()?.attempts_left === 0 && !this.standing()?.open_attempt,
  );
  protected readonly isClosed = computed(() => {
    const closesAt = this.quiz().closes_at;
    return closesAt !== null && Date.parse(closesAt) <= Date.now();
  });

  protected duration(seconds: number): string {
    return seconds < MINUTE_S
      ? this.format.seconds(seconds)
      : this.format.duration(Math.round(seconds / MINUTE_S));
  }
}

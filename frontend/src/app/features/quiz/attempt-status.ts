import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import { Icon } from '../../ui/icon';
import type { SaveState } from './answer-saving';

const MINUTE_S = 60;
const SOON_S = 60;

/** The time left, and whether the answers are safe. It stays in sight while the questions scroll. */
@Component({
  selector: 'app-attempt-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <div *transloco="let t" class="bar" [class.soon]="isSoon()">
      @if (secondsLeft() !== null) {
        <p class="time" role="timer" [attr.aria-label]="t('quiz.timeLeft', { time: clock() })">
          <app-icon name="clock" /> <span dir="ltr">{{ clock() }}</span>
        </p>
      }
      <p class="saving" role="status">
        @switch (saving()) {
          @case ('saved') {
            <app-icon name="check" /> {{ t('quiz.saving.saved') }}
          }
          @case ('waiting') {
            {{ t('quiz.saving.waiting') }}
          }
          @case ('failed') {
            {{ t('quiz.saving.failed') }}
          }
        }
      </p>
      @if (saving() === 'failed') {
        <button type="button" (click)="saveNow.emit()">{{ t('action.retry') }}</button>
      }
      <p class="visually-hidden" role="status">
        @if (announced(); as seconds) {
          {{ t('quiz.timeLeft', { time: words(seconds) }) }}
        }
      </p>
    </div>
  `,
  styles: `
    :host {
      display: block;
      position: sticky;
      inset-block-start: calc(var(--app-header-height) + 0.5rem);
      z-index: 2;
      margin-block-end: 1rem;
    }

    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25rem 1.25rem;
      padding: 0.625rem 1rem;
      border: var(--app-hairline);
      border-radius: 12px;
      background: var(--mat-sys-surface-container);
    }

    .soon {
      color: var(--mat-sys-on-error-container);
      background: var(--mat-sys-error-container);
    }

    p {
      margin: 0;
    }

    .time {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }

    .saving {
      font-size: 0.875rem;
    }

    button {
      padding: 0.25rem 0.75rem;
      border: 1px solid currentcolor;
      border-radius: 1rem;
      font: inherit;
      font-size: 0.875rem;
      color: inherit;
      background: none;
      cursor: pointer;
    }
  `,
})
export class AttemptStatus {
  private readonly format = inject(Format);
  readonly secondsLeft = input.required<number | null>();
  /** The moment before the end that is to be told, in seconds. */
  readonly announced = input.required<number | null>();
  readonly saving = input.required<SaveState>();
  readonly saveNow = output();
  protected readonly isSoon = computed(() => (this.secondsLeft() ?? Infinity) <= SOON_S);
  protected readonly clock = computed(() => this.format.clock(this.secondsLeft() ?? 0));

  protected words(seconds: number): string {
    return seconds < MINUTE_S
      ? this.format.seconds(seconds)
      : this.format.duration(seconds / MINUTE_S);
  }
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Grey lines that hold the place of text on its way. */
@Component({
  selector: 'app-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <div *transloco="let t" role="status">
      <span class="visually-hidden">{{ t('state.loading') }}</span>
      @for (line of places(); track line) {
        <div class="line" [class.heading]="$first" [class.short]="$last"></div>
      }
    </div>
  `,
  styles: `
    .line {
      block-size: 1rem;
      margin-block: 0.75rem;
      border-radius: 6px;
      background: var(--mat-sys-surface-container-high);
      animation: breathe 1.4s ease-in-out infinite alternate;
    }

    .heading {
      block-size: 2rem;
      inline-size: 60%;
    }

    .short {
      inline-size: 40%;
    }

    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  `,
})
export class Skeleton {
  readonly lines = input(5);
  protected readonly places = computed(() => Array.from({ length: this.lines() }, (_, i) => i));
}

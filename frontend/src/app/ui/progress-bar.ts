import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** How much of something is done, from 0 to 100 per cent. */
@Component({
  selector: 'app-progress-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div
      class="track"
      role="progressbar"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuenow]="rounded()"
      [attr.aria-label]="label()"
    >
      <div
        class="done"
        [class.complete]="rounded() === 100"
        [style.inline-size.%]="rounded()"
      ></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }

    .track {
      block-size: 0.5rem;
      border-radius: 1rem;
      overflow: hidden;
      background: var(--mat-sys-surface-container-highest);
    }

    .done {
      block-size: 100%;
      border-radius: inherit;
      background: var(--mat-sys-primary);
      transition: inline-size 0.4s ease;
    }
  `,
})
export class ProgressBar {
  /** Per cent. */
  readonly value = input.required<number>();
  readonly label = input.required<string>();
  protected readonly rounded = computed(() => Math.round(this.value()));
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Toasts } from '../core/toasts';
import { Icon } from '../ui/icon';

/** The live region in which toasts appear; always there, so that screen readers notice changes. */
@Component({
  selector: 'app-toast-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <div *transloco="let t" class="toasts" role="status">
      @for (toast of toasts.all(); track toast.id) {
        <div class="toast">
          <span>{{ toast.text }}</span>
          <button
            type="button"
            [attr.aria-label]="t('action.dismiss')"
            (click)="toasts.dismiss(toast.id)"
          >
            <app-icon name="close" />
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    .toasts {
      position: fixed;
      inset-block-end: 1rem;
      inset-inline: 1rem;
      z-index: 1100;
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 0.5rem;
      pointer-events: none;
    }

    .toast {
      display: flex;
      align-items: center;
      gap: 1rem;
      max-inline-size: 34rem;
      padding: 0.625rem 0.625rem 0.625rem 1.25rem;
      padding-inline: 1.25rem 0.625rem;
      border-radius: 12px;
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      box-shadow: var(--mat-sys-level3);
      pointer-events: auto;
    }

    button {
      display: grid;
      place-items: center;
      inline-size: 2rem;
      block-size: 2rem;
      border: 0;
      border-radius: 50%;
      color: inherit;
      background: none;
      cursor: pointer;
    }
  `,
})
export class ToastList {
  protected readonly toasts = inject(Toasts);
}

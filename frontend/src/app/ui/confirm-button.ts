import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from './icon';

/** A button for what cannot be taken back: it asks once, in its own place. */
@Component({
  selector: 'app-confirm-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (isAsking()) {
        <span class="question" role="group" [attr.aria-label]="label()">
          <span class="small">{{ t('confirm.question') }}</span>
          <button matButton="filled" type="button" class="yes" (click)="confirm()">
            {{ t('confirm.yes') }}
          </button>
          <button matButton type="button" (click)="isAsking.set(false)">
            {{ t('confirm.no') }}
          </button>
        </span>
      } @else {
        <button
          matIconButton
          type="button"
          [attr.aria-label]="label()"
          (click)="isAsking.set(true)"
        >
          <app-icon name="trash" />
        </button>
      }
    </ng-container>
  `,
  styles: `
    .question {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }

    .yes {
      color: var(--mat-sys-on-error);
      background: var(--mat-sys-error);
    }
  `,
})
export class ConfirmButton {
  readonly label = input.required<string>();
  readonly confirmed = output();
  protected readonly isAsking = signal(false);

  protected confirm() {
    this.isAsking.set(false);
    this.confirmed.emit();
  }
}

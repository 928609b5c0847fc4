import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConfirmButton } from '../../ui/confirm-button';
import { Icon } from '../../ui/icon';
import type { Step } from './outline-order';

/** What can be done to one row of an ordered list: up, down and away. */
@Component({
  selector: 'app-outline-tools',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConfirmButton, Icon, MatButtonModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ng-content />
      <button
        matIconButton
        type="button"
        [id]="'up-' + rowId()"
        [disabled]="isFirst()"
        disabledInteractive
        [attr.aria-label]="t('studio.moveUp', { title: title() })"
        (click)="moved.emit(-1)"
      >
        <app-icon name="up" />
      </button>
      <button
        matIconButton
        type="button"
        [id]="'down-' + rowId()"
        [disabled]="isLast()"
        disabledInteractive
        [attr.aria-label]="t('studio.moveDown', { title: title() })"
        (click)="moved.emit(1)"
      >
        <app-icon name="down" />
      </button>
      @if (canRemove()) {
        <app-confirm-button
          [label]="t('studio.remove', { title: title() })"
          (confirmed)="removed.emit()"
        />
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
    }
  `,
})
export class OutlineTools {
  readonly rowId = input.required<string>();
  readonly title = input.required<string>();
  readonly isFirst = input(false);
  readonly isLast = input(false);
  readonly canRemove = input(true);
  readonly moved = output<Step>();
  readonly removed = output();
}

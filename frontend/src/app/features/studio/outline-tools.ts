import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConfirmButton } from '../../ui/confirm-button';
import { MoveButtons, type Step } from '../../ui/move-buttons';

/** What can be done to one row of an ordered list: up, down and away. */
@Component({
  selector: 'app-outline-tools',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConfirmButton, MoveButtons, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ng-content />
      <app-move-buttons
        [rowId]="rowId()"
        [isFirst]="isFirst()"
        [isLast]="isLast()"
        [upLabel]="t('studio.moveUp', { title: title() })"
        [downLabel]="t('studio.moveDown', { title: title() })"
        (moved)="moved.emit($event)"
      />
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

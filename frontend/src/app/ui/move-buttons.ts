import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from './icon';

export type Step = -1 | 1;

/** Moves a row of an ordered list up and down; the buttons are `up-ID` and `down-ID`, to give them the focus again. */
@Component({
  selector: 'app-move-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule],
  template: `
    <button
      matIconButton
      type="button"
      [id]="'up-' + rowId()"
      [disabled]="isFirst()"
      disabledInteractive
      [attr.aria-label]="upLabel()"
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
      [attr.aria-label]="downLabel()"
      (click)="moved.emit(1)"
    >
      <app-icon name="down" />
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class MoveButtons {
  readonly rowId = input.required<string>();
  readonly upLabel = input.required<string>();
  readonly downLabel = input.required<string>();
  readonly isFirst = input(false);
  readonly isLast = input(false);
  readonly moved = output<Step>();
}

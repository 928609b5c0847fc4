import { ChangeDetectionStrategy, Component, ElementRef, input, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';

let lastId = 0;

/**
 * A button in the header that opens a small panel under it. The browser's own popover closes it on
 * Escape and on a click elsewhere and tells screen readers its state, without an overlay library in
 * the first load.
 */
@Component({
  selector: 'app-popover-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule],
  template: `
    <button matIconButton type="button" [attr.popovertarget]="id" [attr.aria-label]="label()">
      <ng-content select="[trigger]" />
    </button>
    <!-- Only what is inside is pressed; a press on it bubbles up here and closes the panel. -->
    <!-- eslint-disable-next-line @angular-eslint/template/click-events-have-key-events, @angular-eslint/template/interactive-supports-focus -->
    <div #panel popover class="panel" [id]="id" (click)="close()"><ng-content /></div>
  `,
  styleUrl: './popover-menu.scss',
})
export class PopoverMenu {
  readonly label = input.required<string>();
  protected readonly id = `popover-menu-${(lastId += 1)}`;
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  protected close() {
    this.panel().nativeElement.hidePopover();
  }
}

import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';

/** A button that has the browser ask for a file. */
@Component({
  selector: 'app-file-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule],
  template: `
    <button
      matButton="tonal"
      type="button"
      [disabled]="isBusy()"
      disabledInteractive
      (click)="picker.click()"
    >
      {{ label() }}
    </button>
    <input
      #picker
      hidden
      type="file"
      [accept]="accept()"
      [attr.aria-label]="label()"
      (change)="give(picker)"
    />
  `,
})
export class FileButton {
  readonly label = input.required<string>();
  readonly accept = input('');
  readonly isBusy = input(false);
  readonly chosen = output<File>();

  protected give(picker: HTMLInputElement) {
    const file = picker.files?.[0];
    // The same file chosen again is a change too.
    picker.value = '';
    if (file && !this.isBusy()) this.chosen.emit(file);
  }
}

import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

/** Asks for a table as a file that spreadsheets read. */
@Component({
  selector: 'app-csv-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, TranslocoDirective],
  template: `
    <button
      *transloco="let t"
      matButton
      type="button"
      class="mt-2"
      [attr.aria-label]="t('insights.csvOf', { name: name() })"
      (click)="wanted.emit()"
    >
      {{ t('insights.csv') }}
    </button>
  `,
})
export class CsvButton {
  /** Of the table, for those who do not see where the button stands. */
  readonly name = input.required<string>();
  readonly wanted = output();
}

import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';

/** One line for a title, and a button that takes it over and empties the line. */
@Component({
  selector: 'app-title-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, MatFormFieldModule, MatInputModule],
  template: `
    <form (submit)="give($event, field)">
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ label() }}</mat-label>
        <input
          #field
          matInput
          dir="auto"
          autocomplete="off"
          maxlength="200"
          required
          [value]="value()"
        />
      </mat-form-field>
      <button matButton="tonal" type="submit">{{ action() }}</button>
    </form>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem 0.75rem;
    }

    mat-form-field {
      flex: 1 1 12rem;
    }
  `,
})
export class TitleForm {
  readonly label = input.required<string>();
  readonly action = input.required<string>();
  readonly value = input('');
  readonly given = output<string>();

  protected give(event: Event, field: HTMLInputElement) {
    event.preventDefault();
    const title = field.value.trim();
    if (!title) return;
    field.value = this.value();
    this.given.emit(title);
  }
}

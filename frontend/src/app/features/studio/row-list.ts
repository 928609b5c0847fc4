import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  TemplateRef,
  contentChild,
  input,
  output,
} from '@angular/core';
import type { FormGroup } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';

/** As much of a FormArray of groups as is needed, whatever the groups hold. */
interface Rows {
  readonly controls: readonly FormGroup[];
  readonly length: number;
  removeAt(index: number): void;
}

/** The rows of a question, such as its choices: one template for each, a way to add and to remove. */
@Component({
  selector: 'app-row-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule, NgTemplateOutlet, TranslocoDirective],
  template: `
    <fieldset *transloco="let t">
      <legend>{{ legend() }}</legend>
      @for (row of rows().controls; track row) {
        <div class="line">
          <ng-container
            [ngTemplateOutlet]="template()"
            [ngTemplateOutletContext]="{ $implicit: row, index: $index }"
          />
          @if (rows().length > least()) {
            <button
              matIconButton
              type="button"
              [attr.aria-label]="t(removeKey(), { number: $index + 1 })"
              (click)="rows().removeAt($index)"
            >
              <app-icon name="close" />
            </button>
          }
        </div>
      }
      @if (addLabel()) {
        <button matButton type="button" (click)="added.emit()">
          <app-icon name="plus" /> {{ addLabel() }}
        </button>
      }
    </fieldset>
  `,
  styleUrl: './row-list.scss',
})
export class RowList {
  readonly rows = input.required<Rows>();
  readonly legend = input.required<string>();
  readonly addLabel = input('');
  readonly removeKey = input.required<string>();
  /** How many rows stay in any case. */
  readonly least = input(1);
  readonly added = output();
  protected readonly template = contentChild.required(TemplateRef);
}

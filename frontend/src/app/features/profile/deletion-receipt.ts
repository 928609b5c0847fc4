import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { Schemas } from '../../core/api';
import { Format } from '../../core/format';

/** What became of the data of somebody who has deleted their account. */
@Component({
  selector: 'app-deletion-receipt',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h1>{{ t('security.receiptHeading') }}</h1>
      <p role="status">{{ t('security.receiptText') }}</p>
      <table class="panel">
        <thead>
          <tr>
            <th scope="col">{{ t('security.receiptKind') }}</th>
            <th scope="col">{{ t('security.receiptCount') }}</th>
            <th scope="col">{{ t('security.receiptOutcome') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (item of receipt().items; track $index) {
            <tr>
              <th scope="row">{{ nameOf(item.kind) }}</th>
              <td>{{ format.number(item.count) }}</td>
              <td>{{ t('security.outcome.' + item.outcome) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </ng-container>
  `,
  styles: `
    table {
      inline-size: 100%;
    }

    th,
    td {
      padding: 0.5rem 0.75rem;
      text-align: start;
    }

    tbody th {
      font-weight: 400;
    }
  `,
})
export class DeletionReceipt {
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly receipt = input.required<Schemas['DeletionReceipt']>();

  /** Kinds that are newer than these texts keep the name that the server gave. */
  protected nameOf(kind: string): string {
    const key = `security.data.${kind}`;
    const texts = this.transloco.getTranslation(this.transloco.getActiveLang());
    return key in texts ? this.transloco.translate(key) : kind;
  }
}

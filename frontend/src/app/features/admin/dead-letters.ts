import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { EmptyState } from '../../ui/empty-state';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

/** News that could not be delivered, each with why, and a way to try again. */
@Component({
  selector: 'app-dead-letters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, MatButtonModule, ResourceState, SavingMessage, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page">
      <h1>{{ t('admin.outbox') }}</h1>
      <p class="muted mb-4">{{ t('admin.outboxLead') }}</p>
      <app-saving-message [saving]="saving" />
      @if (rows.hasValue()) {
        <ul class="plain-list rows">
          @for (row of rows.value().results; track row.id) {
            <li>
              <div>
                <code dir="ltr">{{ row.event }} → {{ row.handler }}</code>
                <p class="small muted mb-0">
                  {{ format.since(row.created_at) }} · <span dir="ltr">{{ row.error }}</span>
                </p>
              </div>
              <button
                matButton="tonal"
                type="button"
                [attr.aria-label]="t('admin.replayOf', { event: row.event })"
                (click)="replay(row)"
              >
                {{ t('action.retry') }}
              </button>
            </li>
          } @empty {
            <li class="d-block">
              <app-empty-state icon="check" [heading]="t('admin.noneDead')" />
            </li>
          }
        </ul>
      }
      <app-resource-state [of]="rows" />
    </div>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class DeadLetters {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  protected readonly rows = apiResource('/api/outbox/dead/', () => ({ query: { page_size: 100 } }));
  protected readonly saving = new Saving();

  protected async replay({ id }: Schemas['DeadRow']) {
    const path = { row_id: id };
    const send = () => this.api.post('/api/outbox/dead/{row_id}/replay/', undefined, { path });
    if (!(await this.saving.attempt(send))) return;
    this.rows.reload();
    this.toasts.show(this.transloco.translate('admin.replayed'));
  }
}

import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, Schemas } from '../../core/api';
import { PasswordQuestion } from './password-question';

@Component({
  selector: 'app-account-deletion',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PasswordQuestion, TranslocoDirective],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="deletion">
      <h2 id="deletion" class="mb-3">{{ t('security.deleteHeading') }}</h2>
      <p>{{ t('security.deleteText') }}</p>
      <app-password-question [action]="t('security.delete')" [isGrave]="true" [send]="delete" />
    </section>
  `,
})
export class AccountDeletion {
  private readonly api = inject(Api);
  readonly deleted = output<Schemas['DeletionReceipt']>();

  protected readonly delete = async (password: string) => {
    this.deleted.emit(await this.api.post('/api/auth/user/delete/', { password }));
  };
}

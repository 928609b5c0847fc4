import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Schemas } from '../../core/api';
import { Auth } from '../../core/auth';
import { AccountDeletion } from './account-deletion';
import { DataExport } from './data-export';
import { DeletionReceipt } from './deletion-receipt';
import { PasswordChange } from './password-change';
import { SecondFactor } from './second-factor';
import { SessionList } from './session-list';

/** Password, second factor, sessions, and what is held about a person. */
@Component({
  selector: 'app-security',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AccountDeletion,
    DataExport,
    DeletionReceipt,
    PasswordChange,
    RouterLink,
    SecondFactor,
    SessionList,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="narrow parts">
        @if (receipt(); as receipt) {
          <app-deletion-receipt [receipt]="receipt" />
        } @else {
          <div>
            <h1>{{ t('security.heading') }}</h1>
            <p class="muted">{{ t('security.lead') }}</p>
            <a routerLink="/profile">{{ t('security.toProfile') }}</a>
          </div>
          <app-password-change />
          <app-second-factor />
          <app-session-list />
          <app-data-export />
          <app-account-deletion (deleted)="showReceipt($event)" />
        }
      </div>
    </div>
  `,
  styles: `
    .parts {
      display: flex;
      flex-direction: column;
      gap: 2rem;
    }
  `,
})
export class Security {
  private readonly auth = inject(Auth);
  protected readonly receipt = signal<Schemas['DeletionReceipt'] | null>(null);

  protected showReceipt(receipt: Schemas['DeletionReceipt']) {
    this.receipt.set(receipt);
    this.auth.forget();
  }
}

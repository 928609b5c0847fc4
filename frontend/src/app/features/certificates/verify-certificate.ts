import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { asProblem } from '../../core/problem';
import { Icon } from '../../ui/icon';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { CertificateFacts } from './certificate-facts';

/** Where the QR code of a certificate leads: tells anybody whether it was issued here, and what it says. */
@Component({
  selector: 'app-verify-certificate',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CertificateFacts, Icon, ProblemMessage, Skeleton, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="narrow">
        <h1 class="mb-4">{{ t('certificate.verify') }}</h1>
        @if (isUnknown()) {
          <div class="panel" role="alert">
            <p class="verdict">
              <app-icon name="close" /> {{ t('certificate.unknown', { code: code() }) }}
            </p>
            <p class="mb-0 muted">{{ t('certificate.unknownHint') }}</p>
          </div>
        } @else if (certificate.error(); as error) {
          <app-problem-message [error]="error" (retry)="certificate.reload()" />
        } @else if (certificate.hasValue()) {
          <div class="panel">
            <p class="verdict good" role="status">
              <app-icon name="check" /> {{ t('certificate.genuine') }}
            </p>
            <app-certificate-facts [it]="certificate.value()" />
          </div>
        } @else {
          <app-skeleton [lines]="8" />
        }
      </div>
    </div>
  `,
  styles: `
    .verdict {
      font-size: 1.125rem;
      font-weight: 600;
      color: var(--mat-sys-error);
    }

    .verdict.good {
      margin-block-end: 1.5rem;
      color: var(--app-good);
    }
  `,
})
export class VerifyCertificate {
  readonly code = input.required<string>();
  protected readonly certificate = apiResource('/api/certificates/verify/{code}/', () => ({
    path: { code: this.code() },
  }));
  protected readonly isUnknown = computed(
    () => !!this.certificate.error() && asProblem(this.certificate.error()).status === 404,
  );
}

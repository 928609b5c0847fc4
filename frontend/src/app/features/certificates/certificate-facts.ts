import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Schemas } from '../../core/api';
import { Format } from '../../core/format';
import { Plural } from '../../ui/plural';

/** Every fact of a certificate, as it was issued. */
@Component({
  selector: 'app-certificate-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Plural, TranslocoDirective],
  template: `
    <dl *transloco="let t">
      <dt>{{ t('certificate.name') }}</dt>
      <dd dir="auto">{{ it().name }}</dd>
      <dt>{{ t('certificate.course') }}</dt>
      <dd dir="auto">{{ it().course_title }}</dd>
      <dt>{{ t('certificate.instructor') }}</dt>
      <dd dir="auto">{{ it().instructor }}</dd>
      <dt>{{ t('certificate.school') }}</dt>
      <dd dir="auto">{{ it().school }}</dd>
      <dt>{{ t('certificate.extent') }}</dt>
      <dd>
        {{ t('count.lessons' | plural: it().lesson_count, { count: it().lesson_count }) }} ·
        {{ t('certificate.hours', { hours: format.number(+it().hours) }) }}
      </dd>
      <dt>{{ t('certificate.completed') }}</dt>
      <dd>{{ format.date(it().completed_at) }}</dd>
      <dt>{{ t('certificate.issued') }}</dt>
      <dd>{{ format.date(it().issued_at) }}</dd>
      <dt>{{ t('certificate.code') }}</dt>
      <dd>
        <code dir="ltr">{{ it().code }}</code>
      </dd>
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: minmax(7rem, auto) 1fr;
      gap: 0.5rem 1.5rem;
    }

    dt {
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
    }

    dd {
      min-inline-size: 0;
      overflow-wrap: anywhere;
      text-align: start;
    }

    code {
      font-family: var(--app-mono);
      color: inherit;
    }
  `,
})
export class CertificateFacts {
  protected readonly format = inject(Format);
  readonly it = input.required<Schemas['VerifiedCertificate']>();
}

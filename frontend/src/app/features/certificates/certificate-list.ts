import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { saveFile } from '../../core/save-file';
import { EmptyState } from '../../ui/empty-state';
import { Pagination } from '../../ui/pagination';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { CertificateFacts } from './certificate-facts';

const PAGE_SIZE = 10;

/** One's own certificates, newest first: to keep as files, and to show by their addresses. */
@Component({
  selector: 'app-certificate-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CertificateFacts,
    EmptyState,
    MatButtonModule,
    Pagination,
    ProblemMessage,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="narrow">
        <h1 class="mb-4">{{ t('certificate.heading') }}</h1>
        @if (refusal(); as error) {
          <app-problem-message class="d-block mb-3" [error]="error" [canRetry]="false" />
        }
        @if (certificates.error(); as error) {
          <app-problem-message [error]="error" (retry)="certificates.reload()" />
        } @else if (certificates.hasValue()) {
          <ul class="plain-list">
            @for (it of certificates.value().results; track it.id) {
              <li class="panel">
                <h2 dir="auto" class="mb-3">{{ it.course_title }}</h2>
                <app-certificate-facts [it]="it" />
                <p class="actions">
                  <button
                    matButton="filled"
                    type="button"
                    [disabled]="isBusy()"
                    disabledInteractive
                    [attr.aria-label]="t('certificate.downloadOf', { title: it.course_title })"
                    (click)="download(it)"
                  >
                    {{ t('certificate.download') }}
                  </button>
                  <a
                    matButton="outlined"
                    [routerLink]="['/verify', it.code]"
                    [attr.aria-label]="t('certificate.publicOf', { title: it.course_title })"
                    >{{ t('certificate.public') }}</a
                  >
                </p>
              </li>
            } @empty {
              <li class="panel">
                <app-empty-state
                  [heading]="t('certificate.empty')"
                  [text]="t('certificate.emptyHint')"
                >
                  <a matButton="tonal" routerLink="/learning">{{ t('nav.learning') }}</a>
                </app-empty-state>
              </li>
            }
          </ul>
          <app-pagination
            [page]="pageNumber()"
            [count]="certificates.value().count"
            [pageSize]="pageSize"
          />
        } @else {
          <app-skeleton [lines]="8" />
        }
      </div>
    </div>
  `,
  styles: `
    ul {
      display: grid;
      gap: 1.5rem;
    }

    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem;
      margin-block: 1.5rem 0;
    }
  `,
})
export class CertificateList {
  private readonly api = inject(Api);
  readonly page = input<string>();
  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly certificates = apiResource('/api/certificates/', () => ({
    query: { page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<unknown>(null);

  /** With the person's token, which a plain link would not carry. */
  protected async download({ id, code }: Schemas['Certificate']) {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    try {
      const file = await this.api.download('/api/certificates/{id}/pdf/', { path: { id } });
      saveFile(file, `lyceum-${code}.pdf`);
    } catch (error) {
      this.refusal.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

/** Links to the pages of a list; the page number is the `page` query parameter. */
@Component({
  selector: 'app-pagination',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, RouterLink, TranslocoDirective],
  template: `
    @if (pageCount() > 1) {
      <nav
        *transloco="let t"
        class="d-flex align-items-center justify-content-center gap-3 mt-4"
        [attr.aria-label]="t('pagination.label')"
      >
        @if (page() > 1) {
          <a
            matButton="outlined"
            routerLink="."
            [queryParams]="{ page: page() - 1 }"
            queryParamsHandling="merge"
            >{{ t('pagination.previous') }}</a
          >
        }
        <span>{{ t('pagination.position', { page: page(), count: pageCount() }) }}</span>
        @if (page() < pageCount()) {
          <a
            matButton="outlined"
            routerLink="."
            [queryParams]="{ page: page() + 1 }"
            queryParamsHandling="merge"
            >{{ t('pagination.next') }}</a
          >
        }
      </nav>
    }
  `,
})
export class Pagination {
  readonly page = input.required<number>();
  readonly count = input.required<number>();
  readonly pageSize = input.required<number>();
  protected readonly pageCount = computed(() => Math.ceil(this.count() / this.pageSize()));
}

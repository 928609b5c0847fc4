import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import type { Category } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Pagination } from '../../ui/pagination';
import { Plural } from '../../ui/plural';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { CategoryForm } from './category-form';

const PAGE_SIZE = 50;

/** The shelves of the catalogue: made, renamed, described and removed. */
@Component({
  selector: 'app-category-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CategoryForm,
    ConfirmButton,
    EmptyState,
    Icon,
    MatButtonModule,
    Pagination,
    Plural,
    ResourceState,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <h1 class="mb-4">{{ t('admin.categories') }}</h1>
      <app-category-form class="panel d-block mb-4" (saved)="showSaved()" />
      <app-saving-message [saving]="saving" />
      @if (categories.hasValue()) {
        <ul class="plain-list rows">
          @for (category of categories.value().results; track category.id) {
            <li>
              @if (open() === category.id) {
                <app-category-form
                  class="w-100"
                  [category]="category"
                  (saved)="showSaved()"
                  (cancelled)="open.set(null)"
                />
              } @else {
                <div>
                  <span class="title" dir="auto">{{ category.name }}</span>
                  @if (category.description) {
                    <p class="mb-0" dir="auto">{{ category.description }}</p>
                  }
                  <p class="small muted mb-0">
                    <span dir="ltr">{{ category.slug }}</span> ·
                    {{
                      t('count.courses' | plural: category.course_count, {
                        count: category.course_count,
                      })
                    }}
                  </p>
                </div>
                <div class="actions">
                  <button
                    matIconButton
                    type="button"
                    [attr.aria-label]="t('studio.rename', { title: category.name })"
                    (click)="open.set(category.id)"
                  >
                    <app-icon name="edit" />
                  </button>
                  <app-confirm-button
                    [label]="t('studio.remove', { title: category.name })"
                    (confirmed)="remove(category)"
                  />
                </div>
              }
            </li>
          } @empty {
            <li class="d-block">
              <app-empty-state
                icon="list"
                [heading]="t('categories.none')"
                [text]="t('categories.noneHint')"
              />
            </li>
          }
        </ul>
        <app-pagination
          [page]="pageNumber()"
          [count]="categories.value().count"
          [pageSize]="pageSize"
        />
      }
      <app-resource-state [of]="categories" />
    </div>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class CategoryList {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly page = input<string>();
  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly categories = apiResource('/api/categories/', () => ({
    query: { page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
  /** The id of the category that is being changed. */
  protected readonly open = signal<string | null>(null);
  protected readonly saving = new Saving();

  protected showSaved() {
    this.open.set(null);
    this.categories.reload();
    this.toasts.show(this.transloco.translate('studio.saved'));
  }

  protected async remove({ id }: Category) {
    const send = () => this.api.delete('/api/categories/{id}/', { path: { id } });
    if (await this.saving.attempt(send)) this.showSaved();
  }
}

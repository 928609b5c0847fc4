import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import type { Level } from '../../core/models';
import { SearchBox } from '../../shell/search-box';
import { CoverArt } from '../../ui/cover-art';
import { EmptyState } from '../../ui/empty-state';
import { Pagination } from '../../ui/pagination';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { CourseCard } from './course-card';

const PAGE_SIZE = 12;
const LEVELS: readonly Level[] = ['beginner', 'intermediate', 'advanced'];
const ORDERINGS = ['-published_at', '-enrollment_count', 'title'] as const;

/** The public list of courses. What is searched and filtered stands in the address. */
@Component({
  selector: 'app-catalogue',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CourseCard,
    CoverArt,
    EmptyState,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Pagination,
    Plural,
    ProblemMessage,
    RouterLink,
    SearchBox,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './catalogue.html',
  styleUrl: './catalogue.scss',
})
export class Catalogue {
  private readonly router = inject(Router);
  readonly search = input<string>();
  readonly category = input<string>();
  readonly level = input<string>();
  readonly ordering = input<string>();
  readonly page = input<string>();

  protected readonly pageSize = PAGE_SIZE;
  protected readonly levels = LEVELS;
  protected readonly orderings = ORDERINGS;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly isFiltered = computed(
    () => !!this.search() || !!this.category() || !!this.level(),
  );
  protected readonly isFrontPage = computed(() => !this.isFiltered() && this.pageNumber() === 1);
  private readonly knownLevel = computed(() => LEVELS.find((level) => level === this.level()));
  private readonly knownOrdering = computed(() =>
    ORDERINGS.find((ordering) => ordering === this.ordering()),
  );

  protected readonly categories = apiResource('/api/categories/', () => ({
    query: { page_size: 100 },
  }));
  protected readonly courses = apiResource('/api/courses/', () => {
    const level = this.knownLevel();
    const ordering = this.knownOrdering();
    return {
      query: {
        page: this.pageNumber(),
        page_size: PAGE_SIZE,
        search: this.search() ?? '',
        category: this.category() ?? '',
        ...(level && { level }),
        ...(ordering && { ordering }),
      },
    };
  });

  protected filter(name: 'category' | 'level' | 'ordering', value: string) {
    const queryParams = { [name]: value || null, page: null };
    void this.router.navigate(['/'], { queryParams, queryParamsHandling: 'merge' });
  }
}

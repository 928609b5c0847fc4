import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Format } from '../../core/format';
import type { Facets, FacetValue, Level } from '../../core/models';
import { SearchBox } from '../../shell/search-box';
import { CoverArt } from '../../ui/cover-art';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Pagination } from '../../ui/pagination';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { CourseCard } from './course-card';

const PAGE_SIZE = 12;
const LEVELS: readonly Level[] = ['beginner', 'intermediate', 'advanced'];
const PRICES = ['free', 'paid'] as const;
const ORDERINGS = ['-published_at', '-enrollment_count', 'title', 'price'] as const;
const FILTERS = ['category', 'level', 'language', 'price', 'instructor'] as const;
type Filter = (typeof FILTERS)[number];

/** The public list of courses. What is searched and filtered stands in the address. */
@Component({
  selector: 'app-catalogue',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CourseCard,
    CoverArt,
    EmptyState,
    Icon,
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
  private readonly transloco = inject(TranslocoService);
  private readonly format = inject(Format);
  readonly search = input<string>();
  readonly category = input<string>();
  readonly level = input<string>();
  readonly language = input<string>();
  readonly price = input<string>();
  readonly instructor = input<string>();
  readonly ordering = input<string>();
  readonly page = input<string>();

  protected readonly pageSize = PAGE_SIZE;
  protected readonly filters = FILTERS;
  protected readonly orderings = ORDERINGS;
  /** Of the filters on a narrow screen; a wide one always shows them. */
  protected readonly isOpen = signal(false);
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly chosenCount = computed(
    () => FILTERS.filter((filter) => this[filter]()).length,
  );
  protected readonly isFiltered = computed(() => !!this.search() || this.chosenCount() > 0);
  protected readonly isFrontPage = computed(() => !this.isFiltered() && this.pageNumber() === 1);
  /** What narrows the list; values that the server does not know are left out. */
  private readonly narrowing = computed(() => {
    const level = LEVELS.find((known) => known === this.level());
    const price = PRICES.find((known) => known === this.price());
    return {
      search: this.search() ?? '',
      category: this.category() ?? '',
      language: this.language() ?? '',
      instructor: this.instructor() ?? '',
      ...(level && { level }),
      ...(price && { price }),
    };
  });

  private readonly counts = apiResource('/api/courses/facets/', () => ({
    query: this.narrowing(),
  }));
  /** The last ones that came: while others are on their way, the choices stay where they are. */
  private readonly facets = linkedSignal<Facets | undefined, Facets | undefined>({
    source: () => (this.counts.hasValue() ? this.counts.value() : undefined),
    computation: (facets, before) => facets ?? before?.value,
  });
  protected readonly courses = apiResource('/api/courses/', () => {
    const ordering = ORDERINGS.find((known) => known === this.ordering());
    const query = { ...this.narrowing(), page: this.pageNumber(), page_size: PAGE_SIZE };
    return { query: ordering ? { ...query, ordering } : query };
  });

  protected readonly total = computed(() => {
    const { count = 0, count_is_lower_bound } = this.courses.hasValue() ? this.courses.value() : {};
    return this.counted(count, count_is_lower_bound);
  });

  /** What a filter can be set to; what it is set to is always among it. */
  protected choices(filter: Filter): FacetValue[] {
    const values = this.facets()?.[filter] ?? [];
    const chosen = this[filter]();
    if (!chosen || values.some(({ value }) => value === chosen)) return values;
    return [{ value: chosen, label: filter === 'instructor' ? '…' : chosen, count: 0 }, ...values];
  }

  /** How many courses a choice has, as "1000+" where not all were counted. */
  protected countOf({ count }: FacetValue): string {
    return this.counted(count, count > 0 && this.facets()?.count_is_lower_bound);
  }

  protected name(filter: Filter, { value, label }: FacetValue): string {
    if (filter === 'language') return this.format.language(value);
    if (filter === 'level' && LEVELS.some((known) => known === value))
      return this.transloco.translate(`level.${value}`);
    if (filter === 'price' && PRICES.some((known) => known === value))
      return this.transloco.translate(`catalogue.prices.${value}`);
    return label;
  }

  protected set(name: Filter | 'ordering', value: string) {
    const queryParams = { [name]: value || null, page: null };
    void this.router.navigate(['/'], { queryParams, queryParamsHandling: 'merge' });
  }

  private counted(count: number, isLowerBound?: boolean): string {
    return `${count}${isLowerBound ? '+' : ''}`;
  }
}

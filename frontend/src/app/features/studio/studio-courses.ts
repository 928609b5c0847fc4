import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { EmptyState } from '../../ui/empty-state';
import { Pagination } from '../../ui/pagination';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { SavingMessage } from '../../ui/saving-message';
import { Skeleton } from '../../ui/skeleton';

const PAGE_SIZE = 20;

/** An instructor's own courses, and the beginning of a new one. */
@Component({
  selector: 'app-studio-courses',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    EmptyState,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Pagination,
    Plural,
    ProblemMessage,
    ReactiveFormsModule,
    RouterLink,
    SavingMessage,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './studio-courses.html',
  styleUrl: '../../ui/forms.scss',
})
export class StudioCourses {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly format = inject(Format);
  readonly page = input<string>();

  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly courses = apiResource('/api/courses/', () => ({
    query: { mine: true, page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
  });
  protected readonly saving = new Saving(this.form);

  protected async create() {
    await this.saving.submit(async () => {
      const course = await this.api.post('/api/courses/', this.form.getRawValue());
      await this.router.navigate(['/studio/courses', course.id]);
    });
  }
}

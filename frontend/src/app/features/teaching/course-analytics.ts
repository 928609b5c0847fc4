import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import type { Enrollment } from '../../core/models';
import { saveFile } from '../../core/save-file';
import { Saving } from '../../core/saving';
import { everyDay } from '../../ui/days';
import { Figure, FigureChart } from '../../ui/figure-chart';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { CsvButton } from '../../ui/csv-button';

type Table = 'days' | 'lessons' | 'quizzes' | 'stuck' | 'students';
type LessonFigures = Schemas['LessonFigures'];

/** How a course is doing: who comes, where they are lost, how its quizzes go, and who is stuck. */
@Component({
  selector: 'app-course-analytics',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CsvButton,
    FigureChart,
    MatButtonModule,
    ResourceState,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './course-analytics.html',
  styleUrls: ['../../ui/forms.scss', '../../ui/figures.scss'],
  styles: `
    .stack {
      display: grid;
      gap: 2.5rem;
    }
  `,
})
export class CourseAnalytics {
  private readonly api = inject(Api);
  protected readonly format = inject(Format);
  readonly id = input.required<string>();
  protected readonly course = apiResource('/api/courses/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly analytics = apiResource('/api/courses/{id}/analytics/', () => ({
    path: { id: this.id() },
  }));
  protected readonly saving = new Saving();
  private readonly figures = computed(() =>
    this.analytics.hasValue() ? this.analytics.value() : null,
  );
  /** How many of those who came have finished, in per cent. */
  protected readonly rate = computed(() => {
    const { enrollment_count: all = 0, completed_count: done = 0 } = this.figures() ?? {};
    return all ? Math.min(100, (100 * done) / all) : 0;
  });
  protected readonly days = computed<Figure[]>(() =>
    everyDay(this.figures()?.days ?? []).map(({ day, enrollment_count, completed_count }) => ({
      id: day,
      name: this.format.day(day),
      value: enrollment_count,
      cells: [this.format.number(enrollment_count), this.format.number(completed_count)],
    })),
  );
  protected readonly lessons = computed<Figure[]>(() =>
    (this.figures()?.lessons ?? []).map(({ lesson, title, completed_count, drop_off }) => ({
      id: lesson,
      name: title,
      value: completed_count,
      cells: [this.format.number(completed_count), this.format.number(drop_off)],
    })),
  );
  /** The lesson before which most people were lost, if any were. */
  protected readonly steepest = computed(() => {
    const lessons = this.figures()?.lessons ?? [];
    const worst = lessons.reduce<LessonFigures | null>(
      (most, each) => (each.drop_off > (most?.drop_off ?? 0) ? each : most),
      null,
    );
    return worst && { ...worst, title: isolated(worst.title) };
  });

  /** Where somebody was last. */
  protected lastLesson({ last_lesson }: Enrollment): string {
    return this.figures()?.lessons.find(({ lesson }) => lesson === last_lesson)?.title ?? '';
  }

  protected async download(table: Table) {
    const path = { id: this.id(), table };
    await this.saving.attempt(async () => {
      saveFile(
        await this.api.download('/api/courses/{id}/analytics/{table}/csv/', { path }),
        `${table}.csv`,
      );
    });
  }
}

/** A title inside a sentence keeps its own direction (Unicode's FSI and PDI). */
function isolated(title: string): string {
  return `\u2068${title}\u2069`;
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Enrollment } from '../../core/models';
import { Figure, FigureChart } from '../../ui/figure-chart';

/** Progress per course as bars, and the same as a table. */
@Component({
  selector: 'app-progress-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FigureChart, TranslocoDirective],
  template: `
    <app-figure-chart
      *transloco="let t"
      [figures]="figures()"
      [label]="t('learning.chartLabel')"
      [summary]="t('learning.table')"
      [heads]="[t('learning.course'), t('learning.lessons'), t('learning.percentage')]"
      [isPercent]="true"
    />
  `,
})
export class ProgressChart {
  private readonly format = inject(Format);
  readonly enrollments = input.required<Enrollment[]>();
  protected readonly figures = computed<Figure[]>(() =>
    this.enrollments().map(({ id, course, progress }) => ({
      id,
      name: course.title,
      value: progress.percentage,
      cells: [
        `${progress.completed} / ${progress.total}`,
        this.format.percent(progress.percentage),
      ],
    })),
  );
}

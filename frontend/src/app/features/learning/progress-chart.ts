import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ChartConfiguration } from 'chart.js';
import { Format } from '../../core/format';
import { Locale } from '../../core/locale';
import type { Enrollment } from '../../core/models';
import { BarChart } from '../../ui/bar-chart';
import { ThemeColours } from '../../ui/theme-colours';

const BAR_PX = 44;
const AXIS_PX = 40;
const LONGEST_LABEL = 24;

/** Progress per course as bars, and the same as a table. */
@Component({
  selector: 'app-progress-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarChart, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-bar-chart
        [config]="config()"
        [label]="t('learning.chartLabel')"
        [style.block-size.px]="height()"
      />
      <details>
        <summary>{{ t('learning.table') }}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('learning.course') }}</th>
              <th scope="col">{{ t('learning.lessons') }}</th>
              <th scope="col">{{ t('learning.percentage') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (enrollment of enrollments(); track enrollment.id) {
              <tr>
                <th scope="row" dir="auto">{{ enrollment.course.title }}</th>
                <td>{{ enrollment.progress.completed }} / {{ enrollment.progress.total }}</td>
                <td>{{ format.percent(enrollment.progress.percentage) }}</td>
              </tr>
            }
          </tbody>
        </table>
      </details>
    </ng-container>
  `,
  styles: `
    summary {
      padding-block: 0.5rem;
      cursor: pointer;
    }

    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: 0.9375rem;
    }

    th,
    td {
      padding-block: 0.375rem;
      padding-inline: 0 0.75rem;
      border-block-end: var(--app-hairline);
      font-weight: 400;
      text-align: start;
    }

    thead th {
      font-weight: 600;
    }
  `,
})
export class ProgressChart {
  private readonly colours = inject(ThemeColours);
  private readonly locale = inject(Locale);
  protected readonly format = inject(Format);
  readonly enrollments = input.required<Enrollment[]>();
  protected readonly height = computed(() => this.enrollments().length * BAR_PX + AXIS_PX);

  protected readonly config = computed<ChartConfiguration<'bar'>>(() => {
    const ink = this.colours.of('--mat-sys-on-surface-variant');
    const isRightToLeft = this.locale.direction() === 'rtl';
    return {
      type: 'bar',
      data: {
        labels: this.enrollments().map(({ course }) => shorten(course.title)),
        datasets: [
          {
            data: this.enrollments().map(({ progress }) => progress.percentage),
            backgroundColor: this.colours.of('--mat-sys-primary'),
            borderRadius: 6,
            maxBarThickness: 20,
          },
        ],
      },
      options: {
        indexAxis: 'y',
        animation: false,
        maintainAspectRatio: false,
        plugins: { tooltip: { rtl: isRightToLeft } },
        scales: {
          x: {
            min: 0,
            max: 100,
            reverse: isRightToLeft,
            ticks: { color: ink, callback: (value) => this.format.percent(Number(value)) },
            grid: { color: this.colours.of('--mat-sys-outline-variant') },
          },
          y: {
            position: isRightToLeft ? 'right' : 'left',
            ticks: { color: ink },
            grid: { display: false },
          },
        },
      },
    };
  });
}

function shorten(title: string): string {
  return title.length > LONGEST_LABEL ? `${title.slice(0, LONGEST_LABEL - 1)}…` : title;
}

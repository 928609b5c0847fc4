import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ChartConfiguration, ChartOptions } from 'chart.js';
import { Format } from '../core/format';
import { Locale } from '../core/locale';
import { BarChart } from './bar-chart';
import { ThemeColours } from './theme-colours';

const BAR_PX = 44;
const AXIS_PX = 40;
const UPRIGHT_PX = 240;
const LONGEST_LABEL = 24;
const MOST_LABELS = 8;

/** A bar, and its row in the table. */
export interface Figure {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  /** What the row says beside its name. */
  readonly cells: readonly string[];
}

/** Figures as bars, and the same as a table: the bars are for the eye, the table is for everybody. */
@Component({
  selector: 'app-figure-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarChart],
  template: `
    <app-bar-chart [config]="config()" [label]="label()" [style.block-size.px]="height()" />
    <details>
      <summary>{{ summary() }}</summary>
      <div class="table-box">
        <table>
          <thead>
            <tr>
              @for (head of heads(); track head) {
                <th scope="col">{{ head }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (figure of figures(); track figure.id) {
              <tr>
                <th scope="row">
                  <bdi>{{ figure.name }}</bdi>
                </th>
                @for (cell of figure.cells; track $index) {
                  <td>{{ cell }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    </details>
  `,
  styleUrl: './figures.scss',
  styles: `
    :host {
      display: block;
    }

    summary {
      padding-block: 0.5rem;
      cursor: pointer;
    }
  `,
})
export class FigureChart {
  private readonly colours = inject(ThemeColours);
  private readonly format = inject(Format);
  private readonly locale = inject(Locale);
  readonly figures = input.required<readonly Figure[]>();
  /** What the picture shows, for those who do not see it. */
  readonly label = input.required<string>();
  /** What opens the table. */
  readonly summary = input.required<string>();
  /** The heads of the table's columns, that of the names first. */
  readonly heads = input.required<readonly string[]>();
  /** Whether the bars stand side by side, as days do, instead of lying one under the other. */
  readonly isUpright = input(false);
  /** Whether the values are per cent, of which there are a hundred at most. */
  readonly isPercent = input(false);

  protected readonly height = computed(() =>
    this.isUpright() ? UPRIGHT_PX : this.figures().length * BAR_PX + AXIS_PX,
  );
  protected readonly config = computed<ChartConfiguration<'bar'>>(() => ({
    type: 'bar',
    data: {
      labels: this.figures().map(({ name }) => shorten(name)),
      datasets: [
        {
          data: this.figures().map(({ value }) => value),
          backgroundColor: this.colours.of('--mat-sys-primary'),
          borderRadius: this.isUpright() ? 3 : 6,
          maxBarThickness: 20,
        },
      ],
    },
    options: this.options(),
  }));

  private options(): ChartOptions<'bar'> {
    const isRightToLeft = this.locale.direction() === 'rtl';
    const side = isRightToLeft ? ('right' as const) : ('left' as const);
    const ink = this.colours.of('--mat-sys-on-surface-variant');
    const names = {
      ticks: { color: ink, maxTicksLimit: this.isUpright() ? MOST_LABELS : undefined },
      grid: { display: false },
    };
    const values = {
      min: 0,
      ...(this.isPercent() && { max: 100 }),
      ticks: { color: ink, precision: 0, callback: (value: string | number) => this.tick(value) },
      grid: { color: this.colours.of('--mat-sys-outline-variant') },
    };
    const [across, up] = this.isUpright() ? [names, values] : [values, names];
    return {
      indexAxis: this.isUpright() ? 'x' : 'y',
      animation: false,
      maintainAspectRatio: false,
      plugins: { tooltip: { rtl: isRightToLeft } },
      scales: { x: { ...across, reverse: isRightToLeft }, y: { ...up, position: side } },
    };
  }

  private tick(value: string | number): string {
    return this.isPercent()
      ? this.format.percent(Number(value))
      : this.format.number(Number(value));
  }
}

function shorten(name: string): string {
  return name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
}

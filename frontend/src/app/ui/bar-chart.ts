import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  effect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  ChartConfiguration,
  LinearScale,
  Tooltip,
} from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** A bar chart. It is a picture: whoever uses it gives the numbers as text too. */
@Component({
  selector: 'app-bar-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<canvas #canvas role="img" [attr.aria-label]="label()"></canvas>`,
  styles: `
    :host {
      display: block;
      position: relative;
    }
  `,
})
export class BarChart {
  readonly config = input.required<ChartConfiguration<'bar'>>();
  readonly label = input.required<string>();
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    let chart: Chart<'bar'> | undefined;
    effect(() => {
      chart?.destroy();
      chart = new Chart(this.canvas().nativeElement, this.config());
    });
    inject(DestroyRef).onDestroy(() => chart?.destroy());
  }
}

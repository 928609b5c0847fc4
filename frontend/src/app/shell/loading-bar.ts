import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Loading } from '../core/loading';

/** A thin moving line at the top while somebody waits; pages say the same in words themselves. */
@Component({
  selector: 'app-loading-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (loading.isActive()) {
      <div class="bar" aria-hidden="true"></div>
    }
  `,
  styles: `
    .bar {
      position: fixed;
      inset-block-start: 0;
      inset-inline: 0;
      z-index: 1200;
      block-size: 3px;
      background: linear-gradient(90deg, transparent, var(--mat-sys-tertiary), transparent);
      background-size: 50% 100%;
      background-repeat: no-repeat;
      opacity: 0;
      animation:
        slide 1.1s linear infinite,
        appear 0.1s linear 0.15s forwards;
    }

    @keyframes slide {
      from {
        background-position: -100% 0;
      }

      to {
        background-position: 200% 0;
      }
    }

    @keyframes appear {
      to {
        opacity: 1;
      }
    }
  `,
})
export class LoadingBar {
  protected readonly loading = inject(Loading);
}

import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Lyceum's mark: a portico whose columns stand on an open book. */
@Component({
  selector: 'app-brand-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect class="ground" width="64" height="64" rx="15" />
      <path class="roof" d="M32 11 53 24H11Z" />
      <path
        class="page"
        d="M15 29h5v17c4.6 0 8.8.8 12 3 3.2-2.2 7.4-3 12-3V29h5v23c-7 0-13 .6-17 4-4-3.4-10-4-17-4Z"
      />
      <path
        class="column"
        d="M26 29h4v14.5c-1.3-.5-2.6-.9-4-1.200Zm8 0h4v13.300c-1.4.3-2.7.7-4 1.200Z"
      />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      inline-size: 2rem;
      block-size: 2rem;
    }

    .ground {
      fill: #0e6a63;
    }

    .roof {
      fill: #ffdbcf;
    }

    .page {
      fill: #fff;
    }

    .column {
      fill: #a3f1e7;
    }
  `,
})
export class BrandMark {}

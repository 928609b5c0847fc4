import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

@Component({
  selector: 'app-site-footer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoDirective],
  template: `
    <footer *transloco="let t">
      <div class="container-xl inner">
        <p class="motto">{{ t('footer.motto') }}</p>
        <nav [attr.aria-label]="t('footer.label')">
          <a routerLink="/">{{ t('nav.catalogue') }}</a>
          <a href="/api/docs/">{{ t('footer.api') }}</a>
        </nav>
      </div>
    </footer>
  `,
  styles: `
    footer {
      border-block-start: var(--app-hairline);
      background: var(--mat-sys-surface-container-low);
    }

    .inner {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0.5rem 2rem;
      padding-block: 1.75rem;
    }

    .motto {
      margin: 0;
      font-family: var(--app-serif);
      font-style: italic;
      color: var(--mat-sys-on-surface-variant);
    }

    nav {
      display: flex;
      gap: 1.5rem;
    }
  `,
})
export class SiteFooter {}

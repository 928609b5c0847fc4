import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

const PAGES = ['overview', 'users', 'categories', 'audit', 'outbox'] as const;

/** The pages of those who run the site, with the way between them. */
@Component({
  selector: 'app-administration',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  template: `
    <nav *transloco="let t" class="container-xl" [attr.aria-label]="t('nav.admin')">
      @for (page of pages; track page) {
        <a [routerLink]="page" routerLinkActive="active" ariaCurrentWhenActive="page">{{
          t('admin.' + page)
        }}</a>
      }
    </nav>
    <router-outlet />
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25rem;
      padding-block-start: 1rem;
    }

    a {
      padding: 0.5rem 0.875rem;
      border-radius: 1.25rem;
      font-size: 0.9375rem;
      color: inherit;
      text-decoration: none;
    }

    a:hover {
      background: var(--mat-sys-surface-container-high);
    }

    a.active {
      font-weight: 600;
      color: var(--mat-sys-on-secondary-container);
      background: var(--mat-sys-secondary-container);
    }
  `,
})
export class Administration {
  protected readonly pages = PAGES;
}

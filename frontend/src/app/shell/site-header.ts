import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { NavigationEnd, Router, RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map } from 'rxjs';
import { Auth } from '../core/auth';
import { Theme } from '../core/theme';
import { UnreadNotifications } from '../core/unread-notifications';
import { BrandMark } from '../ui/brand-mark';
import { Icon } from '../ui/icon';
import { AccountMenu } from './account-menu';
import { LanguageMenu } from './language-menu';
import { SearchBox } from './search-box';

interface NavigationLink {
  path: string;
  text: string;
  isExact: boolean;
}

/** Brand, navigation, search and the person's own tools; folds into a panel on small screens. */
@Component({
  selector: 'app-site-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AccountMenu,
    BrandMark,
    Icon,
    LanguageMenu,
    MatButtonModule,
    RouterLink,
    RouterLinkActive,
    SearchBox,
    TranslocoDirective,
  ],
  templateUrl: './site-header.html',
  styleUrl: './site-header.scss',
  host: { '(keydown.escape)': 'isOpen.set(false)' },
})
export class SiteHeader {
  private readonly router = inject(Router);
  protected readonly auth = inject(Auth);
  protected readonly theme = inject(Theme);
  protected readonly unread = inject(UnreadNotifications).count;
  protected readonly isOpen = signal(false);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  /** The catalogue has a larger search field of its own. */
  protected readonly hasSearch = computed(() => (this.url().split(/[?#]/)[0] ?? '/') !== '/');
  protected readonly links = computed(() => {
    const links: NavigationLink[] = [{ path: '/', text: 'nav.catalogue', isExact: true }];
    if (this.auth.isSignedIn())
      links.push({ path: '/learning', text: 'nav.learning', isExact: false });
    if (this.auth.isInstructor())
      links.push({ path: '/studio', text: 'nav.studio', isExact: false });
    if (this.auth.user()?.roles.includes('admin'))
      links.push({ path: '/administration', text: 'nav.admin', isExact: false });
    return links;
  });
}

import { BidiModule } from '@angular/cdk/bidi';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map, pairwise } from 'rxjs';
import { Auth } from './core/auth';
import { Locale } from './core/locale';
import { NotificationWords } from './core/notification-words';
import { Realtime } from './core/realtime';
import { Toasts } from './core/toasts';
import { LoadingBar } from './shell/loading-bar';
import { SiteFooter } from './shell/site-footer';
import { SiteHeader } from './shell/site-header';
import { ToastList } from './shell/toast-list';

/** The frame around every page. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    BidiModule,
    LoadingBar,
    RouterOutlet,
    SiteFooter,
    SiteHeader,
    ToastList,
    TranslocoDirective,
  ],
  template: `
    <div class="frame" [dir]="locale.direction()">
      <ng-container *transloco="let t">
        <a class="skip" href="#main" (click)="skipToMain($event)">{{ t('nav.skip') }}</a>
      </ng-container>
      <app-loading-bar />
      <app-site-header />
      <main #main id="main" tabindex="-1"><router-outlet /></main>
      <app-site-footer />
      <app-toast-list />
    </div>
  `,
  styles: `
    .frame {
      display: flex;
      flex-direction: column;
      min-block-size: 100vh;
    }

    main {
      flex: 1;
    }

    .skip {
      position: absolute;
      inset-block-start: -4rem;
      inset-inline-start: 1rem;
      z-index: 1300;
      padding: 0.625rem 1rem;
      border-radius: 0 0 12px 12px;
      color: var(--mat-sys-inverse-on-surface);
      background: var(--mat-sys-inverse-surface);
    }

    .skip:focus {
      inset-block-start: 0;
    }
  `,
})
export class App {
  private readonly auth = inject(Auth);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly locale = inject(Locale);

  constructor() {
    effect(() => {
      const user = this.auth.user();
      if (user?.locale) void this.locale.adopt(user.locale);
    });
    this.focusNewPages();
    this.tellNews();
  }

  protected skipToMain(event: Event) {
    event.preventDefault();
    this.focusMain();
  }

  /** A new page starts at its content for the keyboard, as a page load would; a new query does not. */
  private focusNewPages() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => event.urlAfterRedirects.split(/[?#]/)[0]),
        pairwise(),
        filter(([before, after]) => before !== after),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.focusMain());
  }

  /** Says what happens while the page is open; it stays in the list of notifications. */
  private tellNews() {
    const words = inject(NotificationWords);
    const toasts = inject(Toasts);
    inject(Realtime)
      .notifications.pipe(takeUntilDestroyed())
      .subscribe((notification) => toasts.show(words.of(notification)));
  }

  private focusMain() {
    this.main().nativeElement.focus({ preventScroll: true });
  }
}

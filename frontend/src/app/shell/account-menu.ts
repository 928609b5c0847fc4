import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Auth } from '../core/auth';
import { PopoverMenu } from '../ui/popover-menu';

/** As people see it: an accent or a joined emoji belongs to its letter. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? '';
}

/** Who is signed in, the way to the profile, and out. */
@Component({
  selector: 'app-account-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PopoverMenu, RouterLink, TranslocoDirective],
  template: `
    <app-popover-menu *transloco="let t" [label]="t('nav.account', { name: name() })">
      <span trigger class="initial" aria-hidden="true">{{ initial() }}</span>
      <p class="who">{{ name() }}</p>
      <a routerLink="/learning">{{ t('nav.learning') }}</a>
      <a routerLink="/profile">{{ t('nav.profile') }}</a>
      <button type="button" (click)="signOut()">{{ t('nav.signOut') }}</button>
    </app-popover-menu>
  `,
  styles: `
    .initial {
      display: grid;
      place-items: center;
      inline-size: 2rem;
      block-size: 2rem;
      margin: -4px;
      border-radius: 50%;
      font-size: 0.9375rem;
      font-weight: 600;
      line-height: 1;
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }

    .who {
      margin: 0;
      padding: 0.25rem 0.75rem;
      font-size: 0.875rem;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class AccountMenu {
  private readonly auth = inject(Auth);
  private readonly router = inject(Router);
  protected readonly name = computed(() => this.auth.user()?.name ?? '');
  protected readonly initial = computed(() => firstLetter(this.name()) || '·');

  protected async signOut() {
    await this.auth.signOut();
    await this.router.navigateByUrl('/');
  }
}

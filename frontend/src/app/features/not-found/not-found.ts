import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

/** An address that leads nowhere. */
@Component({
  selector: 'app-not-found',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, RouterLink, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page text-center py-5">
      <p class="eyebrow">404</p>
      <h1 class="mt-2 mb-3">{{ t('notFound.heading') }}</h1>
      <p class="muted">{{ t('notFound.text') }}</p>
      <a matButton="filled" routerLink="/">{{ t('notFound.action') }}</a>
    </div>
  `,
})
export class NotFound {}

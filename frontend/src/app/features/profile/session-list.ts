import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Toasts } from '../../core/toasts';
import { Icon } from '../../ui/icon';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { browserName } from './browser-name';

/** The browsers in which a person is signed in; any but this one can be signed out from here. */
@Component({
  selector: 'app-session-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule, ProblemMessage, Skeleton, TranslocoDirective],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="sessions">
      <h2 id="sessions" class="mb-3">{{ t('security.sessionsHeading') }}</h2>
      @if (refusal(); as error) {
        <app-problem-message class="d-block mb-3" [error]="error" [canRetry]="false" />
      }
      @if (sessions.error(); as error) {
        <app-problem-message [error]="error" (retry)="sessions.reload()" />
      } @else if (sessions.hasValue()) {
        <ul class="plain-list">
          @for (session of sessions.value(); track session.id) {
            <li>
              <div>
                <p class="mb-0">
                  {{ nameOf(session) }}
                  @if (session.current) {
                    <span class="chip good">{{ t('security.current') }}</span>
                  }
                </p>
                <p class="small muted mb-0">
                  {{ t('security.since', { when: format.since(session.created_at) }) }} ·
                  {{ t('security.lastSeen', { when: format.since(session.last_seen_at) }) }}
                </p>
              </div>
              @if (!session.current) {
                <button
                  matIconButton
                  type="button"
                  [attr.aria-label]="t('security.end', { name: nameOf(session) })"
                  (click)="end(session)"
                >
                  <app-icon name="close" />
                </button>
              }
            </li>
          }
        </ul>
      } @else {
        <app-skeleton />
      }
    </section>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      padding-block: 0.75rem;
    }

    li + li {
      border-block-start: var(--app-hairline);
    }
  `,
})
export class SessionList {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  protected readonly sessions = apiResource('/api/auth/sessions/', () => ({}));
  protected readonly refusal = signal<unknown>(null);

  protected nameOf({ user_agent }: Schemas['OpenSession']): string {
    const { browser, system } = browserName(user_agent);
    if (browser && system) {
      return this.transloco.translate('security.browserOn', { browser, system });
    }
    return browser || system || this.transloco.translate('security.unknownBrowser');
  }

  protected async end({ id }: Schemas['OpenSession']) {
    this.refusal.set(null);
    try {
      await this.api.delete('/api/auth/sessions/{id}/', { path: { id } });
      this.sessions.update((all) => all?.filter((session) => session.id !== id));
      this.toasts.show(this.transloco.translate('security.ended'));
    } catch (error) {
      this.refusal.set(error);
    }
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { asProblem } from '../core/problem';

/** What went wrong, in the reader's language where its code is known, and a way to try again. */
@Component({
  selector: 'app-problem-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, RouterLink, TranslocoDirective],
  template: `
    <div *transloco="let t" class="problem" role="alert">
      <p class="mb-0">{{ text() }}</p>
      @if (problem().requestId && problem().status >= 500) {
        <p class="reference mb-0">{{ t('problem.reference', { id: problem().requestId }) }}</p>
      }
      @if (problem().status === 401 && canSignIn()) {
        <a matButton="tonal" routerLink="/sign-in" [queryParams]="{ next: router.url }">
          {{ t('nav.signIn') }}
        </a>
      } @else if (canRetry()) {
        <button matButton="tonal" type="button" (click)="retry.emit()">
          {{ t('action.retry') }}
        </button>
      }
    </div>
  `,
  styles: `
    .problem {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 0.75rem;
      padding: 1rem 1.25rem;
      border-radius: 12px;
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    .reference {
      font: var(--mat-sys-body-small);
    }
  `,
})
export class ProblemMessage {
  private readonly transloco = inject(TranslocoService);
  protected readonly router = inject(Router);
  /** Whatever was thrown. */
  readonly error = input.required<unknown>();
  readonly canRetry = input(true);
  /** Whether signing in would help with a 401. */
  readonly canSignIn = input(true);
  readonly retry = output();
  protected readonly problem = computed(() => asProblem(this.error()));
  protected readonly text = computed(() => {
    const { code, detail } = this.problem();
    const known = this.transloco.getTranslation(this.transloco.getActiveLang());
    const key = `problem.codes.${code}`;
    if (key in known) return this.transloco.translate(key);
    return detail || this.transloco.translate('problem.codes.unknown');
  });
}

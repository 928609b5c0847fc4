import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Saving } from '../core/saving';
import { ProblemMessage } from './problem-message';

/** What became of a write: nothing if it went well, a refusal, or the choice between two versions. */
@Component({
  selector: 'app-saving-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, ProblemMessage, TranslocoDirective],
  template: `
    @if (saving().isStale()) {
      <div *transloco="let t" class="stale mb-3" role="alert">
        <p class="mb-2">{{ t('problem.codes.stale_version') }}</p>
        <button matButton="tonal" type="button" (click)="loadNewer()">
          {{ t('saving.newer') }}
        </button>
        <button matButton type="button" (click)="saving().keepMine()">
          {{ t('saving.mine') }}
        </button>
      </div>
    } @else if (saving().problem()) {
      <app-problem-message class="d-block mb-3" [error]="saving().problem()" [canRetry]="false" />
    }
  `,
  styles: `
    :host {
      display: block;
    }

    :host(:empty) {
      display: none;
    }

    .stale {
      padding: 1rem 1.25rem;
      border-radius: 12px;
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    .stale button {
      margin-inline-end: 0.5rem;
    }

    .stale button:last-child {
      color: inherit;
    }
  `,
})
export class SavingMessage {
  readonly saving = input.required<Saving>();
  readonly newerWanted = output();

  protected loadNewer() {
    this.saving().forget();
    this.newerWanted.emit();
  }
}

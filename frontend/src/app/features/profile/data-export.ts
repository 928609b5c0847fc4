import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { saveFile } from '../../core/save-file';
import { ProblemMessage } from '../../ui/problem-message';

const ASK_AGAIN_MS = 1500;
const MOST_QUESTIONS = 20;
const FILE_NAME = 'my-data.json';

/** Has a copy of a person's data made by the server, and saves it as a file. */
@Component({
  selector: 'app-data-export',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, ProblemMessage, TranslocoDirective],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="export">
      <h2 id="export" class="mb-3">{{ t('security.exportHeading') }}</h2>
      <p>{{ t('security.exportText') }}</p>
      @if (problem(); as error) {
        <app-problem-message class="d-block mb-3" [error]="error" [canRetry]="false" />
      }
      <p class="mb-0" role="status">
        @switch (state()) {
          @case ('pending') {
            {{ t('security.exporting') }}
          }
          @case ('late') {
            {{ t('security.exportLate') }}
          }
        }
      </p>
      @if (state() === 'ready') {
        <button matButton="filled" type="button" (click)="download()">
          {{ t('security.download') }}
        </button>
      } @else if (state() !== 'pending') {
        <button matButton="tonal" type="button" (click)="ask()">{{ t('security.export') }}</button>
      }
    </section>
  `,
})
export class DataExport {
  private readonly api = inject(Api);
  private isGone = false;
  protected readonly state = signal<'none' | 'pending' | 'ready' | 'late'>('none');
  protected readonly problem = signal<unknown>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
    });
  }

  protected async ask() {
    this.problem.set(null);
    try {
      const { status } = await this.api.post('/api/auth/user/export/', undefined);
      this.state.set('pending');
      this.state.set(status === 'ready' || (await this.becomesReady()) ? 'ready' : 'late');
    } catch (error) {
      this.state.set('none');
      this.problem.set(error);
    }
  }

  protected async download() {
    this.problem.set(null);
    try {
      const data = await this.api.get('/api/auth/user/export/file/');
      const file = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
      saveFile(file, FILE_NAME);
    } catch (error) {
      this.problem.set(error);
    }
  }

  private async becomesReady(): Promise<boolean> {
    for (let asked = 0; asked < MOST_QUESTIONS && !this.isGone; asked += 1) {
      const { status } = await this.api.get('/api/auth/user/export/');
      if (status === 'ready') return true;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
    return false;
  }
}

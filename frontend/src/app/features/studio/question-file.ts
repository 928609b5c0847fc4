import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas } from '../../core/api';
import type { Quiz } from '../../core/models';
import { asProblem } from '../../core/problem';
import { saveFile } from '../../core/save-file';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { SavingMessage } from '../../ui/saving-message';
import { FileButton } from './file-button';

type Format = Schemas['FormatEnum'];
const ASK_AGAIN_MS = 500;
const MOST_QUESTIONS = 20;
const FORMATS: readonly Format[] = ['gift', 'moodle_xml'];
const ENDINGS: Record<Format, string> = { gift: 'gift', moodle_xml: 'xml' };

/** Questions from and to a file, and which of them could not be read. */
@Component({
  selector: 'app-question-file',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FileButton, MatButtonModule, SavingMessage, TranslocoDirective],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="question-file">
      <h2 id="question-file" class="mb-2">{{ t('questionFile.heading') }}</h2>
      <p class="muted">{{ t('questionFile.lead') }}</p>
      <app-saving-message [saving]="saving" (newerWanted)="newerWanted.emit()" />
      @if (rejected().length) {
        <ul>
          @for (error of rejected(); track $index) {
            <li>
              <code dir="ltr">{{ error.field }}</code> {{ error.message }}
            </li>
          }
        </ul>
      }
      <div class="d-flex flex-wrap gap-2">
        @for (format of formats; track format) {
          <app-file-button
            [label]="t('questionFile.import', { format: t('questionFile.' + format) })"
            [isBusy]="saving.isBusy()"
            (chosen)="importFrom($event, format)"
          />
          <button matButton="outlined" type="button" (click)="exportAs(format)">
            {{ t('questionFile.export', { format: t('questionFile.' + format) }) }}
          </button>
        }
      </div>
    </section>
  `,
})
export class QuestionFile {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly quiz = input.required<Quiz>();
  readonly imported = output();
  readonly newerWanted = output();
  protected readonly formats = FORMATS;
  protected readonly saving = new Saving();
  /** What could not be read, each with its line. */
  protected readonly rejected = computed(() => asProblem(this.saving.problem()).errors);

  protected async importFrom(file: File, format: Format) {
    const { id, version } = this.quiz();
    await this.saving.write(version, async (header) => {
      const path = { id };
      await this.api.upload('/api/quizzes/{id}/import/', { file, format }, { path, header });
      const { state, imported } = await this.outcome(id);
      this.imported.emit();
      this.toasts.show(this.transloco.translate(`questionFile.${state}`, { count: imported }));
    });
  }

  /** What came of the import, once the server has done it; that it still waits where it takes long. */
  private async outcome(id: string): Promise<Schemas['QuestionImport']> {
    for (let asked = 1; ; asked += 1) {
      const found = await this.api.get('/api/quizzes/{id}/import/', { path: { id } });
      if (found.state !== 'waiting' || asked === MOST_QUESTIONS) return found;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  protected async exportAs(format: Format) {
    const { id } = this.quiz();
    await this.saving.attempt(async () => {
      const params = { path: { id }, query: { format } };
      const file = await this.api.download('/api/quizzes/{id}/export/', params);
      saveFile(file, `questions.${ENDINGS[format]}`);
    });
  }
}

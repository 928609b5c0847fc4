import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, Schemas } from '../../core/api';
import type { Lesson } from '../../core/models';
import { Saving } from '../../core/saving';
import { ConfirmButton } from '../../ui/confirm-button';
import { SavingMessage } from '../../ui/saving-message';
import { FileButton } from './file-button';

/** The files of a lesson: pictures for its text, attachments to download, and captions of its video. */
@Component({
  selector: 'app-lesson-files',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    FileButton,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './lesson-files.html',
  styleUrl: '../../ui/forms.scss',
})
export class LessonFiles {
  private readonly api = inject(Api);
  readonly lesson = input.required<Lesson>();
  readonly saved = output<Lesson>();
  readonly newerWanted = output();
  /** Markdown that shows a picture. */
  readonly pictureAdded = output<string>();
  protected readonly alt = signal('');
  protected readonly language = signal('en');
  protected readonly saving = new Saving();

  protected async addPicture(file: File) {
    const id = await this.upload(file, { purpose: 'lesson', alt: this.alt() });
    if (!id) return;
    this.pictureAdded.emit(`![${this.alt().replace(/[[\]]/g, '')}](media:${id})`);
    this.alt.set('');
  }

  protected async attach(file: File) {
    const id = await this.upload(file, { purpose: 'lesson' });
    if (id) await this.save({ attachments: [...this.attachments(), id] });
  }

  protected async detach(removed: string) {
    await this.save({ attachments: this.attachments().filter((id) => id !== removed) });
  }

  protected async addCaptions(file: File) {
    const language = this.language();
    const id = await this.upload(file, { purpose: 'caption', language });
    if (id) await this.save({ captions: [...this.captions(), { id, language }] });
  }

  protected async removeCaptions(removed: string) {
    await this.save({ captions: this.captions().filter(({ id }) => id !== removed) });
  }

  private attachments(): string[] {
    return this.lesson().attachments.map(({ id }) => id);
  }

  private captions() {
    return this.lesson().captions.map(({ id, language, label }) => ({
      id,
      language,
      label,
    }));
  }

  private async upload(file: File, words: Record<string, string>): Promise<string | undefined> {
    const fields = { file, course: this.lesson().course, ...words };
    let id: string | undefined;
    await this.saving.attempt(async () => {
      id = (await this.api.upload('/api/media/', fields)).id;
    });
    return id;
  }

  private async save(body: Schemas['PatchedLesson']) {
    const { id, version } = this.lesson();
    await this.saving.write(version, async (header) => {
      const path = { id };
      this.saved.emit(await this.api.patch('/api/lessons/{id}/', body, { path, header }));
    });
  }
}

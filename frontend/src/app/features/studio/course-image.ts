import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import type { Course } from '../../core/models';
import { Saving } from '../../core/saving';
import { CoverArt } from '../../ui/cover-art';
import { SavingMessage } from '../../ui/saving-message';
import { FileButton } from './file-button';

/** The picture of a course: shown, replaced and taken away. */
@Component({
  selector: 'app-course-image',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CoverArt,
    FileButton,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="panel form-stack">
      <app-saving-message [saving]="saving" (newerWanted)="newerWanted.emit()" />
      <app-cover-art class="cover" [image]="course().image" [seed]="course().slug" />
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('studio.alt') }}</mat-label>
        <input
          #field
          matInput
          dir="auto"
          maxlength="500"
          autocomplete="off"
          (input)="alt.set(field.value)"
        />
        <mat-hint>{{ t('studio.altHint') }}</mat-hint>
      </mat-form-field>
      <div class="d-flex flex-wrap gap-2 mt-2">
        <app-file-button
          accept="image/png,image/jpeg,image/webp,image/gif"
          [label]="t(course().image ? 'studio.newImage' : 'studio.addImage')"
          [isBusy]="saving.isBusy()"
          (chosen)="upload($event)"
        />
        @if (course().image) {
          <button matButton type="button" (click)="use(null)">{{ t('studio.noImage') }}</button>
        }
      </div>
    </div>
  `,
  styles: `
    .cover {
      border-radius: 12px;
      max-inline-size: 28rem;
    }
  `,
})
export class CourseImage {
  private readonly api = inject(Api);
  readonly course = input.required<Course>();
  readonly saved = output<Course>();
  readonly newerWanted = output();
  protected readonly alt = signal('');
  protected readonly saving = new Saving();

  protected async upload(file: File) {
    const fields = { file, purpose: 'course_image', course: this.course().id, alt: this.alt() };
    let image = '';
    const isSent = await this.saving.attempt(async () => {
      image = (await this.api.upload('/api/media/', fields)).id;
    });
    if (isSent) await this.use(image);
  }

  protected async use(image: string | null) {
    const { id, version } = this.course();
    await this.saving.write(version, async (header) => {
      const path = { id };
      // Empty is no picture.
      const body = { image: image ?? '' };
      this.saved.emit(await this.api.patch('/api/courses/{id}/', body, { path, header }));
    });
  }
}

import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  Injector,
  afterNextRender,
  inject,
  input,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import type { OutlineLesson, Section } from '../../core/models';
import { ConfirmButton } from '../../ui/confirm-button';
import { Icon } from '../../ui/icon';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { Step, moveLesson, moveSection, orderOf, renameSection } from './outline-order';
import { TitleForm } from './title-form';

/** Sections and lessons: add, name, order and remove. Every change is saved at once. */
@Component({
  selector: 'app-outline-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    Icon,
    MatButtonModule,
    ProblemMessage,
    RouterLink,
    Skeleton,
    TitleForm,
    TranslocoDirective,
  ],
  templateUrl: './outline-editor.html',
  styleUrl: './outline-editor.scss',
})
export class OutlineEditor {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly api = inject(Api);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly transloco = inject(TranslocoService);
  readonly courseId = input.required<string>();

  protected readonly outline = apiResource('/api/courses/{id}/outline/', () => ({
    path: { id: this.courseId() },
  }));
  protected readonly renamed = signal<string | null>(null);
  protected readonly problem = signal<unknown>(null);

  protected async addSection(title: string) {
    const path = { id: this.courseId() };
    await this.change(() => this.api.post('/api/courses/{id}/sections/', { title }, { path }));
  }

  protected async addLesson(section: Section, title: string) {
    const body = { course: this.courseId(), section: section.id, title };
    await this.change(() => this.api.post('/api/lessons/', body));
  }

  protected async removeLesson(lesson: OutlineLesson) {
    await this.change(() => this.api.delete('/api/lessons/{id}/', { path: { id: lesson.id } }));
  }

  protected async removeSection(section: Section) {
    await this.order((sections) => sections.filter(({ id }) => id !== section.id));
  }

  protected async rename(section: Section, title: string) {
    this.renamed.set(null);
    await this.order((sections) => renameSection(sections, section.id, title));
  }

  protected async moveSection(section: Section, step: Step, button: string) {
    await this.order((sections) => moveSection(sections, section.id, step));
    this.stayAt(button, section.title);
  }

  protected async moveLesson(lesson: OutlineLesson, step: Step, button: string) {
    await this.order((sections) => moveLesson(sections, lesson.id, step));
    this.stayAt(button, lesson.title);
  }

  /** Shows the new order at once, and the old one again if the server refuses. */
  private async order(change: (sections: Section[]) => Section[]) {
    if (!this.outline.hasValue()) return;
    const before = this.outline.value();
    const sections = change(before.sections);
    this.outline.set({ ...before, sections });
    await this.change(() =>
      this.api.put('/api/courses/{id}/outline/', orderOf(sections), {
        path: { id: this.courseId() },
      }),
    );
  }

  private async change(send: () => Promise<unknown>) {
    this.problem.set(null);
    try {
      await send();
    } catch (error) {
      this.problem.set(error);
    }
    this.outline.reload();
  }

  /** Moving an element takes the focus from it; it is put back, and the move is told. */
  private stayAt(button: string, title: string) {
    void this.announcer.announce(this.transloco.translate('studio.moved', { title }));
    const focus = () => this.document.getElementById(button)?.focus();
    afterNextRender(focus, { injector: this.injector });
    focus();
  }
}

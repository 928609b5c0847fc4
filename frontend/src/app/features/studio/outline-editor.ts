import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import type { OutlineLesson, Section } from '../../core/models';
import { Condition, Saving } from '../../core/saving';
import { Icon } from '../../ui/icon';
import type { Step } from '../../ui/move-buttons';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { moveLesson, moveSection, orderOf, renameSection } from './outline-order';
import { OutlineTools } from './outline-tools';
import { TitleForm } from '../../ui/title-form';

/** Sections and lessons: add, name, order and remove. Every change is saved at once. */
@Component({
  selector: 'app-outline-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Icon,
    MatButtonModule,
    OutlineTools,
    ResourceState,
    RouterLink,
    SavingMessage,
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
  /** The title of each lesson by its id, in order. */
  readonly titles = computed(() => {
    const sections = this.outline.hasValue() ? this.outline.value().sections : [];
    const lessons = sections.flatMap((section) => section.lessons);
    return new Map(lessons.map(({ id, title }) => [id, title]));
  });
  protected readonly renamed = signal<string | null>(null);
  protected readonly saving = new Saving();

  protected async addSection(title: string) {
    const path = { id: this.courseId() };
    await this.change((header) =>
      this.api.post('/api/courses/{id}/sections/', { title }, { path, header }),
    );
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

  protected async moveSection(section: Section, step: Step) {
    await this.order((sections) => moveSection(sections, section.id, step));
    this.stayAt(section, step);
  }

  protected async moveLesson(lesson: OutlineLesson, step: Step) {
    await this.order((sections) => moveLesson(sections, lesson.id, step));
    this.stayAt(lesson, step);
  }

  /** Shows the new order at once, and the server's again after it has answered. */
  private async order(rearrange: (sections: Section[]) => Section[]) {
    if (!this.outline.hasValue()) return;
    const before = this.outline.value();
    const sections = rearrange(before.sections);
    this.outline.set({ ...before, sections });
    const path = { id: this.courseId() };
    await this.change((header) =>
      this.api.put('/api/courses/{id}/outline/', orderOf(sections), { path, header }),
    );
  }

  private async change(send: (header: Condition) => Promise<unknown>) {
    if (!this.outline.hasValue()) return;
    await this.saving.write(this.outline.value().version, async (header) => {
      await send(header);
      this.outline.reload();
    });
    if (this.saving.problem()) this.outline.reload();
  }

  /** Moving an element takes the focus from it; it is put back, and the move is told. */
  private stayAt({ id, title }: { id: string; title: string }, step: Step) {
    const button = `${step === 1 ? 'down' : 'up'}-${id}`;
    void this.announcer.announce(this.transloco.translate('studio.moved', { title }));
    const focus = () => this.document.getElementById(button)?.focus();
    afterNextRender(focus, { injector: this.injector });
    focus();
  }
}

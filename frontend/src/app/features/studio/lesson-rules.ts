import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

type Requires = Schemas['RequiresEnum'];
const REQUIRES: readonly Requires[] = ['viewed', 'seconds', 'quiz_passed'];

/** What completes each lesson of a course. Every change is saved at once. */
@Component({
  selector: 'app-lesson-rules',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ResourceState, SavingMessage, TranslocoDirective],
  template: `
    <div *transloco="let t" class="panel">
      <app-saving-message [saving]="saving" />
      <ul class="plain-list rows">
        @for (row of rows(); track row.lesson) {
          <li>
            <span dir="auto" class="name">{{ row.title }}</span>
            <select
              #choice
              [attr.aria-label]="t('completion.of', { title: row.title })"
              (change)="change(row, choice.value)"
            >
              @for (option of requires; track option) {
                <option [value]="option" [selected]="option === row.requires">
                  {{ t('completion.' + option) }}
                </option>
              }
            </select>
            @if (row.requires === 'seconds') {
              <input
                #seconds
                type="number"
                min="1"
                max="86400"
                [value]="row.seconds"
                [attr.aria-label]="t('completion.secondsOf', { title: row.title })"
                (change)="changeSeconds(row, seconds.valueAsNumber)"
              />
            }
          </li>
        } @empty {
          <li class="muted">{{ t('studio.sectionEmpty') }}</li>
        }
      </ul>
      <app-resource-state [of]="rules" />
    </div>
  `,
  styleUrl: './lesson-rules.scss',
})
export class LessonRules {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly courseId = input.required<string>();
  readonly titles = input.required<ReadonlyMap<string, string>>();

  protected readonly requires = REQUIRES;
  protected readonly saving = new Saving();
  protected readonly rules = apiResource('/api/courses/{id}/lesson-rules/', () => {
    this.titles();
    return { path: { id: this.courseId() } };
  });
  protected readonly rows = computed(() => {
    const lessons = this.rules.hasValue() ? this.rules.value().lessons : [];
    return lessons.map((rule) => ({
      ...rule,
      seconds: rule.seconds ?? 0,
      title: this.titles().get(rule.lesson) ?? '',
    }));
  });

  protected async change({ lesson }: Schemas['LessonRule'], chosen: string) {
    const requires = REQUIRES.find((option) => option === chosen);
    if (requires) await this.save({ lesson, requires, seconds: requires === 'seconds' ? 60 : 0 });
  }

  protected async changeSeconds({ lesson }: Schemas['LessonRule'], seconds: number) {
    if (seconds >= 1) await this.save({ lesson, requires: 'seconds', seconds });
  }

  private async save(changed: Schemas['LessonRule']) {
    const lessons = this.rows().map(({ lesson, requires, seconds }) =>
      lesson === changed.lesson ? changed : { lesson, requires, seconds },
    );
    const path = { id: this.courseId() };
    const isSaved = await this.saving.attempt(async () => {
      const body = { lessons };
      this.rules.set(await this.api.put('/api/courses/{id}/lesson-rules/', body, { path }));
    });
    if (isSaved) this.toasts.show(this.transloco.translate('studio.saved'));
  }
}

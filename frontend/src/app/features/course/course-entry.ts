import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import type { Course } from '../../core/models';
import { Toasts } from '../../core/toasts';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { CourseLearning } from './course-learning';

/** The way into a course for somebody who is signed in: at once, with a code, or by its queue. */
@Component({
  selector: 'app-course-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, Plural, ProblemMessage, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (learning().waiting()) {
        <p role="status">
          @if (position(); as position) {
            {{ t('course.waitingPosition', { position }) }}
          } @else {
            {{ t('course.waiting') }}
          }
        </p>
        <button matButton="outlined" type="button" class="w-100" (click)="leave()">
          {{ t('course.leaveQueue') }}
        </button>
      } @else if (policy() === 'closed') {
        <p class="mb-0">{{ t('course.closedCourse') }}</p>
      } @else {
        @if (seats() === 0) {
          <p>{{ t('course.full') }}</p>
        } @else if (seats(); as seats) {
          <p>{{ t('count.seatsLeft' | plural: seats, { count: seats }) }}</p>
        }
        @if (needsCode()) {
          <form (submit)="$event.preventDefault(); join(code.value.trim())">
            <label class="field">
              <span>{{ t('course.joinCode') }}</span>
              <input
                #code
                dir="ltr"
                required
                maxlength="40"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
              />
            </label>
            <p class="small muted">{{ t('course.joinCodeHint') }}</p>
            <button
              matButton="filled"
              class="w-100"
              type="submit"
              [disabled]="isBusy()"
              disabledInteractive
            >
              {{ t('course.join') }}
            </button>
          </form>
        } @else {
          <button
            matButton="filled"
            type="button"
            class="w-100"
            [disabled]="isBusy()"
            disabledInteractive
            (click)="join()"
          >
            {{ t(seats() === 0 ? 'course.joinQueue' : 'course.enrollFree') }}
          </button>
        }
      }
      @if (refusal(); as error) {
        <app-problem-message class="d-block mt-3" [error]="error" [canRetry]="false" />
      }
    </ng-container>
  `,
  styles: `
    .field {
      display: grid;
      gap: 0.25rem;
    }

    input {
      min-block-size: 2.75rem;
      padding: 0.5rem 0.75rem;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      font: inherit;
      color: inherit;
      background: var(--mat-sys-surface-container-lowest);
    }
  `,
})
export class CourseEntry {
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly course = input.required<Course>();
  readonly learning = input.required<CourseLearning>();
  private readonly rules = apiResource('/api/courses/{id}/enrollment-rules/', () => ({
    path: { id: this.course().id },
  }));
  private readonly place = apiResource('/api/enrollments/{id}/', () => {
    const waiting = this.learning().waiting();
    return waiting ? { path: { id: waiting.id } } : undefined;
  });
  protected readonly position = computed(() =>
    this.place.hasValue() ? this.place.value().position : null,
  );
  protected readonly policy = computed(() =>
    this.rules.hasValue() ? this.rules.value().policy : 'open',
  );
  protected readonly seats = computed(() =>
    this.rules.hasValue() ? this.rules.value().seats_left : null,
  );
  protected readonly needsCode = computed(
    () => this.policy() === 'code' || Number(this.course().price) > 0,
  );
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<unknown>(null);

  protected join(code = '') {
    return this.change(async () => {
      await this.learning().enroll(code);
      if (!this.learning().waiting()) {
        this.toasts.show(this.transloco.translate('course.enrolled'));
      }
    });
  }

  protected leave() {
    return this.change(() => this.learning().leave());
  }

  private async change(send: () => Promise<void>) {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    try {
      await send();
    } catch (error) {
      this.refusal.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
} from '@angular/core';
import {
  FormControl,
  NonNullableFormBuilder,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import type { Course, Level } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';

const LEVELS: readonly Level[] = ['beginner', 'intermediate', 'advanced'];
const LANGUAGES =
  'ar cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk ur vi zh';
const CURRENCIES = 'AED AUD BRL CAD CHF CNY DKK EUR GBP INR JOD JPY NOK PLN SAR SEK TRY USD';
const PRICE = /^\d{1,7}(\.\d{1,2})?$/;

/** The form of what a course says about itself. */
@Component({
  selector: 'app-course-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './course-details.html',
  styleUrl: '../../ui/forms.scss',
})
export class CourseDetails {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly course = input.required<Course>();
  readonly saved = output<Course>();
  readonly newerWanted = output();

  protected readonly levels = LEVELS;
  protected readonly languages = computed(() => options(LANGUAGES, this.course().language));
  protected readonly currencies = computed(() => options(CURRENCIES, this.course().currency));
  protected readonly categories = apiResource('/api/categories/', () => ({
    query: { page_size: 100 },
  }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
    summary: ['', Validators.maxLength(500)],
    description: [''],
    category: [''],
    level: new FormControl<Level>('beginner', { nonNullable: true }),
    language: ['en'],
    tags: [''],
    price: ['0.00', Validators.pattern(PRICE)],
    currency: ['EUR'],
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    effect(() => {
      const course = this.course();
      const tags = course.tags.join(', ');
      this.form.reset({ ...course, tags, category: course.category?.id ?? '' });
    });
  }

  protected async save() {
    if (this.form.invalid) return;
    const { category, tags, ...fields } = this.form.getRawValue();
    const body = { ...fields, category: category || null, tags: tagsIn(tags) };
    const { id, version } = this.course();
    const isSaved = await this.saving.write(version, async (header) => {
      const path = { id };
      this.saved.emit(await this.api.patch('/api/courses/{id}/', body, { path, header }));
    });
    if (isSaved) this.toasts.show(this.transloco.translate('studio.saved'));
  }
}

function options(known: string, present: string): string[] {
  return [...new Set([...known.split(' '), present])].sort();
}

function tagsIn(text: string): string[] {
  return text
    .split(/[,،]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
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
import { Api } from '../../core/api';
import type { Question, QuestionKind } from '../../core/models';
import { Condition, Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';
import { KINDS, QuestionDraft, contentOf, draftOf, hasChoices } from './question-draft';
import { RowList } from './row-list';

const FIRST_CHOICES = 3;
const FIRST_ROWS = 2;

/** The form of one question; which fields it has depends on its kind. */
@Component({
  selector: 'app-question-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    RowList,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './question-editor.html',
  styleUrl: './question-editor.scss',
})
export class QuestionEditor {
  private readonly api = inject(Api);
  private readonly builder = inject(NonNullableFormBuilder);
  private readonly transloco = inject(TranslocoService);
  readonly quizId = input.required<string>();
  readonly quizVersion = input.required<number>();
  /** The question to edit; none for a new one. */
  readonly question = input<Question>();
  readonly saved = output();
  readonly cancelled = output();
  readonly newerWanted = output();

  protected readonly kinds = KINDS;
  protected readonly kind = signal<QuestionKind>('single');
  protected readonly hasChoices = computed(() => hasChoices(this.kind()));
  protected readonly choices = this.builder.array([this.choiceGroup()]);
  protected readonly accepted = this.builder.array([this.acceptedGroup()]);
  protected readonly order = this.builder.array([this.textGroup()]);
  protected readonly pairs = this.builder.array([this.pairGroup()]);
  protected readonly rubric = this.builder.array([this.criterionGroup()]);
  protected readonly form = this.builder.group({
    text: [''],
    points: [1, [Validators.required, Validators.min(1), Validators.max(100)]],
    explanation: [''],
    choices: this.choices,
    accepted: this.accepted,
    order: this.order,
    pairs: this.pairs,
    rubric: this.rubric,
    number: new FormControl<number | null>(null),
    tolerance: [0, Validators.min(0)],
    program: [''],
    language: ['', Validators.maxLength(30)],
    does_compile: [true],
    stdout: [''],
    line: new FormControl<number | null>(null, Validators.min(1)),
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    effect(() => {
      const question = this.question();
      this.show(question ? draftOf(question) : draftOf({ kind: 'single' }));
    });
  }

  /** Fields that both kinds have keep what was typed. */
  protected changeKind(kind: string) {
    const known = KINDS.find((each) => each === kind);
    if (known) this.show({ ...this.draft(), kind: known });
  }

  protected addChoice() {
    this.choices.push(this.choiceGroup());
  }

  protected addAccepted() {
    this.accepted.push(this.acceptedGroup());
  }

  protected addOrdered() {
    this.order.push(this.textGroup());
  }

  protected addPair() {
    this.pairs.push(this.pairGroup());
  }

  protected addCriterion() {
    this.rubric.push(this.criterionGroup());
  }

  /** Where exactly one choice is right, marking one takes the mark from the others. */
  protected markRight(index: number) {
    if (this.kind() === 'multiple') return;
    this.choices.controls.forEach((group, at) => {
      group.controls.is_correct.setValue(at === index);
    });
  }

  protected async save() {
    if (this.form.invalid) return;
    const isSaved = await this.saving.write(this.quizVersion(), (header) => this.send(header));
    if (isSaved) this.saved.emit();
  }

  private send(header: Condition): Promise<Question> {
    const content = contentOf(this.draft());
    const id = this.question()?.id;
    return id
      ? this.api.patch('/api/questions/{id}/', content, { path: { id }, header })
      : this.api.post('/api/questions/', { quiz: this.quizId(), ...content }, { header });
  }

  private draft(): QuestionDraft {
    return { kind: this.kind(), ...this.form.getRawValue() };
  }

  private show(draft: QuestionDraft) {
    this.kind.set(draft.kind);
    const choices = this.rowsFor(draft);
    resize(this.choices, choices.length, () => this.choiceGroup());
    resize(this.accepted, Math.max(1, draft.accepted.length), () => this.acceptedGroup());
    resize(this.order, Math.max(FIRST_ROWS, draft.order.length), () => this.textGroup());
    resize(this.pairs, Math.max(FIRST_ROWS, draft.pairs.length), () => this.pairGroup());
    resize(this.rubric, draft.rubric.length, () => this.criterionGroup());
    this.form.patchValue({ ...draft, choices });
  }

  private rowsFor({ kind, choices }: QuestionDraft): QuestionDraft['choices'] {
    if (kind !== 'true_false') {
      const missing = Math.max(0, FIRST_CHOICES - choices.length);
      const empty = Array.from({ length: missing }, () => ({ text: '', is_correct: false }));
      return choices.length > 1 ? choices : [...choices, ...empty];
    }
    if (choices.filter(({ text }) => text).length === 2) return choices.slice(0, 2);
    return [
      { text: this.transloco.translate('kind.true'), is_correct: true },
      { text: this.transloco.translate('kind.false'), is_correct: false },
    ];
  }

  private choiceGroup() {
    return this.builder.group({ text: [''], is_correct: [false] });
  }

  private textGroup() {
    return this.builder.group({ text: [''] });
  }

  private pairGroup() {
    return this.builder.group({ left: [''], right: [''] });
  }

  private criterionGroup() {
    return this.builder.group({
      text: [''],
      points: [1, [Validators.required, Validators.min(1), Validators.max(100)]],
    });
  }

  private acceptedGroup() {
    return this.builder.group({ text: [''], regex: [false] });
  }
}

interface Rows<T> {
  readonly length: number;
  push(row: T): void;
  removeAt(index: number): void;
}

function resize<T>(rows: Rows<T>, length: number, makeRow: () => T) {
  while (rows.length < length) rows.push(makeRow());
  while (rows.length > length) rows.removeAt(rows.length - 1);
}

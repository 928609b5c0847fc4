import { Signal, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import { Api, apiResource } from '../../core/api';
import { Auth } from '../../core/auth';
import type {
  Answer,
  Attempt,
  Question,
  QuestionResult,
  Quiz,
  Submission,
} from '../../core/models';
import { AnswerSaving } from './answer-saving';
import { isAnswered } from './answers';
import { Countdown } from './countdown';

const LONGEST_HISTORY = 20;
/** What was typed last is to arrive before the end, not with it. */
const LAST_SAVE_S = 3;

export type Phase = 'start' | 'answering' | 'done';

/** Quizzes that limit something, or ask for much to be written, are answered in an attempt that is saved. */
function isStarted(quiz: Quiz): boolean {
  const isLimited = [quiz.time_limit_s, quiz.draw, quiz.attempts_allowed].some(
    (limit) => limit !== null,
  );
  return isLimited || quiz.questions.some(({ kind }) => kind === 'essay');
}

/** Only who writes a quiz sees its key; they have no attempts of their own to be counted. */
function isAuthored(quiz: Quiz): boolean {
  return quiz.questions.some(({ answer }) => answer !== undefined);
}

/** One person's goes at a quiz: what is answered, and how it was graded. Made in a component. */
export class QuizAttempt {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  readonly saving = new AnswerSaving();
  readonly countdown = new Countdown();
  readonly quiz = apiResource('/api/quizzes/{id}/', () => ({ path: { id: this.quizId() } }));
  private readonly submissions = apiResource('/api/quiz-submissions/', () => ({
    query: { quiz: this.quizId(), page_size: LONGEST_HISTORY },
  }));
  private readonly standings = apiResource('/api/quizzes/{id}/standing/', () =>
    this.quiz.hasValue() && !isAuthored(this.quiz.value())
      ? { path: { id: this.quizId() } }
      : undefined,
  );
  private readonly answers = linkedSignal<string, ReadonlyMap<string, Answer>>({
    source: () => this.quizId(),
    computation: () => new Map(),
  });
  private readonly current = linkedSignal<string, Attempt | null>({
    source: () => this.quizId(),
    computation: () => null,
  });
  private readonly graded = linkedSignal<string, Submission | null>({
    source: () => this.quizId(),
    computation: () => null,
  });
  private readonly failure = linkedSignal<string, unknown>({
    source: () => this.quizId(),
    computation: () => null,
  });
  private readonly rounds = signal(0);

  /** Changes with every new start, so that the fields start empty. */
  readonly round = this.rounds.asReadonly();
  readonly result = this.graded.asReadonly();
  /** Why an attempt could not be opened. */
  readonly problem = this.failure.asReadonly();
  readonly standing = computed(() => (this.standings.hasValue() ? this.standings.value() : null));
  /** One's own graded attempts, newest first: an author's list also holds those of others. */
  readonly history = computed(() => {
    const own = this.auth.user()?.id;
    const all = this.submissions.hasValue() ? this.submissions.value().results : [];
    return all.filter(({ student }) => !student || student.id === own);
  });
  readonly isRunning = computed(() => this.current()?.state === 'open' && !this.graded());
  readonly phase = computed<Phase>(() => {
    if (this.graded()) return 'done';
    if (this.current()) return 'answering';
    return this.quiz.hasValue() && !isStarted(this.quiz.value()) ? 'answering' : 'start';
  });
  readonly questions = computed<readonly Question[]>(() => {
    const attempt = this.current();
    if (attempt) return attempt.questions;
    return this.quiz.hasValue() && this.phase() !== 'start' ? this.quiz.value().questions : [];
  });
  readonly unanswered = computed(() =>
    this.questions().filter((question) => !isAnswered(question.kind, this.answerTo(question))),
  );

  constructor(private readonly quizId: Signal<string>) {
    effect(() => {
      const running = this.standing()?.open_attempt;
      if (running) untracked(() => void this.resume(running));
    });
    effect(() => {
      const deadline = this.saving.deadline();
      untracked(() => this.countdown.move(deadline));
    });
    effect(() => {
      if ((this.countdown.secondsLeft() ?? Infinity) <= LAST_SAVE_S) void this.saving.flush();
    });
  }

  answerTo(question: Question): Answer {
    return this.answers().get(question.id) ?? { question: question.id };
  }

  resultOf(question: Question): QuestionResult | undefined {
    return this.graded()?.results.find((result) => result.question === question.id);
  }

  answer(answer: Answer) {
    this.answers.update((answers) => new Map(answers).set(answer.question, answer));
    if (this.isRunning()) this.saving.keep(answer);
  }

  /** Begins an attempt, or goes on with the one that runs. */
  start(): Promise<void> {
    const path = { id: this.quizId() };
    return this.open(() => this.api.post('/api/quizzes/{id}/attempts/', undefined, { path }));
  }

  /** Shows an attempt: goes on with a running one, else looks at what became of it. */
  resume(id: string): Promise<void> {
    return this.open(() => this.api.get('/api/attempts/{id}/', { path: { id } }));
  }

  /** @throws ProblemError when the server refuses the answers. */
  async submit(): Promise<Submission> {
    const submission = this.isRunning() ? await this.saving.submit() : await this.submitAtOnce();
    this.countdown.stop();
    this.graded.set(submission);
    this.reload();
    return submission;
  }

  /** Clears what was answered; the earlier result stays known. */
  startAgain() {
    this.answers.set(new Map());
    this.graded.set(null);
    this.current.set(null);
    this.rounds.update((round) => round + 1);
    this.reload();
  }

  private async open(ask: () => Promise<Attempt>): Promise<void> {
    this.failure.set(null);
    try {
      this.take(await ask());
    } catch (error) {
      this.failure.set(error);
    }
  }

  private take(attempt: Attempt) {
    this.answers.set(new Map(attempt.answers.map((answer) => [answer.question, answer])));
    this.saving.begin(attempt);
    if (attempt.state === 'open') this.countdown.start(attempt);
    this.graded.set(attempt.result);
    this.current.set(attempt);
    this.rounds.update((round) => round + 1);
  }

  private submitAtOnce(): Promise<Submission> {
    const answers = this.questions()
      .map((question) => ({ kind: question.kind, answer: this.answerTo(question) }))
      .filter(({ kind, answer }) => isAnswered(kind, answer))
      .map(({ answer }) => answer);
    return this.api.post('/api/quiz-submissions/', { quiz: this.quizId(), answers });
  }

  private reload() {
    this.submissions.reload();
    this.standings.reload();
  }
}

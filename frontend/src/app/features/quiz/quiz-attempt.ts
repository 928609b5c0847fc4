import { Signal, computed, inject, linkedSignal, signal } from '@angular/core';
import { Api, apiResource } from '../../core/api';
import type { Answer, Question, QuestionResult, Submission } from '../../core/models';
import { isAnswered } from './answers';

/** One person's go at a quiz: what is answered, and how it was graded. Made in a component. */
export class QuizAttempt {
  private readonly api = inject(Api);
  readonly quiz = apiResource('/api/quizzes/{id}/', () => ({ path: { id: this.quizId() } }));
  private readonly submissions = apiResource('/api/quiz-submissions/', () => ({
    query: { quiz: this.quizId(), page_size: 1 },
  }));
  private readonly answers = linkedSignal<string, ReadonlyMap<string, Answer>>({
    source: () => this.quizId(),
    computation: () => new Map(),
  });
  private readonly graded = linkedSignal<string, Submission | null>({
    source: () => this.quizId(),
    computation: () => null,
  });
  private readonly rounds = signal(0);
  /** Changes with every new start, so that the fields start empty. */
  readonly round = this.rounds.asReadonly();
  readonly result = this.graded.asReadonly();
  /** The newest graded attempt of before. */
  readonly earlier = computed(() =>
    this.submissions.hasValue() ? this.submissions.value().results[0] : undefined,
  );
  private readonly questions = computed(() =>
    this.quiz.hasValue() ? this.quiz.value().questions : [],
  );
  readonly unanswered = computed(() =>
    this.questions().filter((question) => !isAnswered(question.kind, this.answerTo(question))),
  );

  constructor(private readonly quizId: Signal<string>) {}

  answerTo(question: Question): Answer {
    return this.answers().get(question.id) ?? { question: question.id };
  }

  resultOf(question: Question): QuestionResult | undefined {
    return this.graded()?.results.find((result) => result.question === question.id);
  }

  answer(answer: Answer) {
    this.answers.update((answers) => new Map(answers).set(answer.question, answer));
  }

  /** @throws ProblemError when the server refuses the answers. */
  async submit(): Promise<Submission> {
    const given = this.questions()
      .map((question) => ({ kind: question.kind, answer: this.answerTo(question) }))
      .filter(({ kind, answer }) => isAnswered(kind, answer));
    const submission = await this.api.post('/api/quiz-submissions/', {
      quiz: this.quizId(),
      answers: given.map(({ answer }) => answer),
    });
    this.graded.set(submission);
    return submission;
  }

  /** Clears what was answered; the earlier result stays known. */
  startAgain() {
    this.answers.set(new Map());
    this.graded.set(null);
    this.rounds.update((round) => round + 1);
    this.submissions.reload();
  }
}

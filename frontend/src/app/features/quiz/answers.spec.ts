import { isAnswered, typedNumber } from './answers';

const question = 'q';

describe('isAnswered', () => {
  it('wants a choice where there are choices', () => {
    expect(isAnswered('single', { question })).toBe(false);
    expect(isAnswered('multiple', { question, choices: [] })).toBe(false);
    expect(isAnswered('true_false', { question, choices: ['a'] })).toBe(true);
  });

  it('wants words and numbers', () => {
    expect(isAnswered('short_text', { question, text: '  ' })).toBe(false);
    expect(isAnswered('short_text', { question, text: 'Ebbinghaus' })).toBe(true);
    expect(isAnswered('numeric', { question })).toBe(false);
    expect(isAnswered('numeric', { question, number: 0 })).toBe(true);
  });

  it('wants what becomes of a program, and its output where it compiles', () => {
    expect(isAnswered('tracing', { question })).toBe(false);
    expect(isAnswered('tracing', { question, does_compile: true })).toBe(false);
    expect(isAnswered('tracing', { question, does_compile: true, text: '' })).toBe(true);
    expect(isAnswered('tracing', { question, does_compile: false })).toBe(true);
  });
});

describe('typedNumber', () => {
  it.each([
    ['3.5', 3.5],
    [' 3,5 ', 3.5],
    ['-2', -2],
    ['1e3', 1000],
    ['', undefined],
    ['three', undefined],
    ['Infinity', undefined],
  ])('reads "%s" as %s', (text, number) => {
    expect(typedNumber(text)).toBe(number);
  });
});

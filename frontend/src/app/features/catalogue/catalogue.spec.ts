import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import { makeCourse, makePageOf } from '../../../testing/samples';
import type { Facets } from '../../core/models';

const FACETS: Facets = {
  category: [{ value: 'learning-skills', label: 'Learning skills', count: 4 }],
  level: [
    { value: 'beginner', label: 'beginner', count: 3 },
    { value: 'advanced', label: 'advanced', count: 1 },
  ],
  language: [{ value: 'fr', label: 'fr', count: 2 }],
  price: [{ value: 'free', label: 'free', count: 4 }],
  instructor: [{ value: '64b0000000000000000000bb', label: 'Grace', count: 4 }],
  count_is_lower_bound: false,
};

describe('Catalogue', () => {
  async function open(url = '/') {
    const page = await openPage(url);
    await page.answer('GET', '/api/courses/facets/', FACETS);
    return page;
  }

  it('lists the courses with a link to each', async () => {
    const page = await open();
    expect(page.screen.text).toContain('Loading');
    await page.answer('GET', '/api/courses/', makePageOf([makeCourse()]));
    const link = page.screen.get('link', 'How to Study Well');
    expect(link.getAttribute('href')).toMatch(/^\/courses\/[0-9a-f]{24}\/how-to-study$/);
    expect(page.screen.text).toContain('1 course');
    expect(page.screen.text).toContain('3 lessons');
    expect(page.screen.text).toContain('Free');
  });

  it('asks the server for what the address says', async () => {
    const page = await open('/?search=memory&level=beginner&category=learning-skills&page=2');
    const request = await page.answer('GET', '/api/courses/', makePageOf([], { count: 13 }));
    expect(request.params.get('search')).toBe('memory');
    expect(request.params.get('level')).toBe('beginner');
    expect(request.params.get('category')).toBe('learning-skills');
    expect(request.params.get('page')).toBe('2');
    expect(page.screen.get('heading', 'Results for “memory”')).toBeTruthy();
  });

  it('says where there are more courses than were counted', async () => {
    const page = await openPage('/');
    await page.answer('GET', '/api/courses/facets/', { ...FACETS, count_is_lower_bound: true });
    const list = { ...makePageOf([makeCourse()], { count: 1000 }), count_is_lower_bound: true };
    await page.answer('GET', '/api/courses/', list);
    expect(page.screen.text).toContain('1000+ courses');
    expect(page.screen.text).toContain('Beginner (3+)');
  });

  it('offers filters with how many courses each would leave', async () => {
    const page = await open();
    const choices = (label: string) =>
      [...page.screen.field(label).querySelectorAll('option')].map((option) =>
        option.textContent.replace(/\s+/g, ' ').trim(),
      );
    expect(choices('Category')).toEqual(['All', 'Learning skills (4)']);
    expect(choices('Level')).toEqual(['All', 'Beginner (3)', 'Advanced (1)']);
    expect(choices('Language')).toEqual(['All', 'French (2)']);
    expect(choices('Price')).toEqual(['All', 'Free (4)']);
    expect(choices('Instructor')).toEqual(['All', 'Grace (4)']);
  });

  it('puts a filter into the address and starts again at the first page', async () => {
    const page = await open('/?page=2');
    await page.answer('GET', '/api/courses/', makePageOf([]));
    page.screen.type('Language', 'fr');
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/?language=fr');
    const request = page.expect('GET', '/api/courses/facets/').request;
    expect(request.params.get('language')).toBe('fr');
    expect(page.screen.field('Language').value).toBe('fr');
  });

  it('keeps a filter in sight that no course has any more', async () => {
    const page = await open('/?category=gone&level=none');
    expect(page.screen.field('Category').value).toBe('gone');
    const request = await page.answer('GET', '/api/courses/', makePageOf([]));
    expect(request.params.get('category')).toBe('gone');
    expect(request.params.has('level')).toBe(false);
  });

  it('clears all filters at once and keeps what was searched', async () => {
    const page = await open('/?search=memory&price=free&ordering=title');
    await page.click(page.screen.get('link', 'Clear filters'));
    expect(TestBed.inject(Router).url).toBe('/?search=memory&ordering=title');
    expect(page.screen.all('link', 'Clear filters')).toHaveLength(0);
  });

  it('orders the courses', async () => {
    const page = await open();
    await page.answer('GET', '/api/courses/', makePageOf([]));
    page.screen.type('Order', 'price');
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/?ordering=price');
    expect(page.expect('GET', '/api/courses/').request.params.get('ordering')).toBe('price');
  });

  it('unfolds the filters on a narrow screen', async () => {
    const page = await open('/?price=free');
    const button = page.screen.get('button', 'Filters (1)');
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await page.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
  });

  it('searches by the form', async () => {
    const page = await open();
    page.screen.type('Search courses', ' memory ');
    await page.click(page.screen.get('button', 'Search'));
    expect(TestBed.inject(Router).url).toBe('/?search=memory');
  });

  it('says when nothing matches, and offers all courses', async () => {
    const page = await open('/?search=zzz');
    await page.answer('GET', '/api/courses/', makePageOf([]));
    expect(page.screen.text).toContain('No course matches');
    expect(page.screen.get('link', 'Show all courses').getAttribute('href')).toBe('/');
  });

  it('says what went wrong and tries again', async () => {
    const page = await open();
    await page.refuse('GET', '/api/courses/', 503, { code: 'unavailable', request_id: 'r-1' });
    expect(page.screen.get('alert').textContent).toContain('cannot answer');
    expect(page.screen.get('alert').textContent).toContain('r-1');
    await page.click(page.screen.get('button', 'Try again'));
    await page.answer('GET', '/api/courses/', makePageOf([makeCourse()]));
    expect(page.screen.all('alert')).toHaveLength(0);
  });
});

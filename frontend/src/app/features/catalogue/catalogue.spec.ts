import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import { makeCourse, makePageOf } from '../../../testing/samples';

const CATEGORIES = makePageOf([
  { id: '1', name: 'Learning skills', slug: 'learning-skills', description: '', course_count: 1 },
]);

describe('Catalogue', () => {
  async function open(url = '/') {
    const page = await openPage(url);
    await page.answer('GET', '/api/categories/', CATEGORIES);
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

  it('puts a filter into the address and starts again at the first page', async () => {
    const page = await open('/?page=2');
    await page.answer('GET', '/api/courses/', makePageOf([]));
    page.screen.field('Level').value = 'advanced';
    page.screen.field('Level').dispatchEvent(new Event('change'));
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/?level=advanced');
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

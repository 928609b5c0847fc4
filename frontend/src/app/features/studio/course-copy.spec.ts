import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import { COURSE_ID, makeCourse } from '../../../testing/samples';

const COURSE = `/api/courses/${COURSE_ID}/`;
const openAsInstructor = (url: string) => openPage(url, { as: { roles: ['instructor'] } });

describe('Copying', () => {
  it('copies a course, and opens the copy once it is filled', async () => {
    const page = await openAsInstructor(`/studio/courses/${COURSE_ID}`);
    await page.answer('GET', COURSE, makeCourse());
    await page.click(page.screen.get('button', 'Copy'));
    const id = '64b000000000000000000002';
    const draft = makeCourse({ id, title: 'How to Study Well (copy)', lesson_count: 0 });
    await page.answer('POST', `${COURSE}copy/`, draft, 201);
    expect(TestBed.inject(Router).url).toBe(`/studio/courses/${id}?lessons=3`);
    jest.useFakeTimers();
    page.http.expectOne(`/api/courses/${id}/`).flush(draft);
    await jest.advanceTimersByTimeAsync(100);
    expect(page.screen.get('status', /being filled/)).toBeTruthy();
    expect(page.screen.all('heading', 'Details')).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(2000);
    page.http.expectOne(`/api/courses/${id}/`).flush({ ...draft, lesson_count: 3 });
    await jest.advanceTimersByTimeAsync(100);
    jest.useRealTimers();
    await page.settle();
    expect(page.screen.get('heading', 'Details')).toBeTruthy();
  });
});

describe('Erasing a course', () => {
  const ERASE = `${COURSE}erase/`;

  it('is for administrators, who type its short name first', async () => {
    const page = await openPage(`/studio/courses/${COURSE_ID}`, {
      as: { roles: ['student', 'admin'] },
    });
    await page.answer('GET', COURSE, makeCourse());
    page.screen.type('Type “how-to-study” to confirm', 'how-to');
    await page.click(page.screen.get('button', 'Erase the course'));
    page.http.expectNone(ERASE);
    page.screen.type('Type “how-to-study” to confirm', 'how-to-study');
    await page.settle();
    await page.click(page.screen.get('button', 'Erase the course'));
    const request = await page.answer('POST', ERASE, null, 202);
    expect(request.body).toEqual({ confirm: 'how-to-study' });
    expect(TestBed.inject(Router).url).toBe('/studio');
  });

  it('is not offered to instructors', async () => {
    const page = await openAsInstructor(`/studio/courses/${COURSE_ID}`);
    await page.answer('GET', COURSE, makeCourse());
    expect(page.screen.all('button', 'Erase the course')).toHaveLength(0);
  });
});

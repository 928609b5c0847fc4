import { TestBed } from '@angular/core/testing';
import { HttpTestingController } from '@angular/common/http/testing';
import { renderAlone, settle } from '../../../testing/page';
import { COURSE_ID, makeCourse } from '../../../testing/samples';
import { CourseImage } from './course-image';

const IMAGE_ID = '64b0000000000000000000ef';

async function open() {
  const { fixture, screen } = await renderAlone(CourseImage, { course: makeCourse() });
  return { fixture, screen, http: TestBed.inject(HttpTestingController) };
}

function choose(root: HTMLElement, file: File) {
  const picker = root.querySelector<HTMLInputElement>('[type=file]');
  Object.defineProperty(picker, 'files', { value: [file] });
  picker?.dispatchEvent(new Event('change'));
}

describe('The picture of a course', () => {
  it('is sent with what it shows, and used', async () => {
    const { screen, http } = await open();
    screen.type('What the picture shows', 'A pile of books');
    choose(screen.root, new File(['x'], 'books.png', { type: 'image/png' }));
    await settle();
    const upload = http.expectOne('/api/media/');
    expect((upload.request.body as FormData).get('alt')).toBe('A pile of books');
    upload.flush({ id: IMAGE_ID }, { status: 201, statusText: 'Created' });
    await settle();
    const change = http.expectOne(`/api/courses/${COURSE_ID}/`);
    expect(change.request.body).toEqual({ image: IMAGE_ID });
    expect(change.request.headers.get('If-Match')).toBe('"1"');
  });

  it('is refused with the reason where the file is no picture', async () => {
    const { fixture, screen, http } = await open();
    choose(screen.root, new File(['x'], 'notes.txt'));
    await settle();
    const problem = { code: 'unsupported_media', detail: 'This kind of file is not taken.' };
    http.expectOne('/api/media/').flush(problem, { status: 400, statusText: 'Bad Request' });
    await settle();
    fixture.detectChanges();
    expect(screen.get('alert').textContent).toContain('This kind of file is not taken.');
  });
});

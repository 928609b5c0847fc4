import { videoSource } from './video-source';

const YOUTUBE = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ';

describe('videoSource', () => {
  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10',
    'https://youtu.be/dQw4w9WgXcQ',
    'https://m.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/embed/dQw4w9WgXcQ',
  ])('embeds %s from the host that sets no cookies', (address) => {
    expect(videoSource(address)).toEqual({ kind: 'frame', url: YOUTUBE });
  });

  it.each(['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?h=1'])(
    'embeds %s with tracking off',
    (address) => {
      const url = 'https://player.vimeo.com/video/76979871?dnt=1';
      expect(videoSource(address)).toEqual({ kind: 'frame', url });
    },
  );

  it.each(['https://media.example.org/intro.mp4', '/media/64b0.mp4?signature=x'])(
    'plays %s itself',
    (address) => {
      expect(videoSource(address)).toEqual({ kind: 'file', url: address });
    },
  );

  it.each(['javascript:alert(1)', 'data:text/html,x', 'intro.mp4', ''])(
    'refuses "%s"',
    (address) => {
      expect(videoSource(address)).toBeUndefined();
    },
  );

  it('does not take another host for YouTube', () => {
    const address = 'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ';
    expect(videoSource(address)).toEqual({ kind: 'file', url: address });
  });
});

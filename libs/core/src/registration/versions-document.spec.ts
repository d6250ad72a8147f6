import { describe, expect, it } from '@jest/globals';
import { detailsUrlOf, readVersionsDocument } from './versions-document.js';

const VERSIONS_URL = 'https://ocpi.example.com/versions';
const url = (path: string): string => `https://ocpi.example.com/${path}`;

function read(data: unknown): ReturnType<typeof readVersionsDocument> {
  return readVersionsDocument(data);
}

function detailsUrl(data: unknown, version: string): unknown {
  const document = readVersionsDocument(data);
  return 'unusable' in document ? document : detailsUrlOf(document, version, VERSIONS_URL);
}

describe('the versions of a peer', () => {
  it('are read whatever versions and fields nobody knows are among them', () => {
    const data = [
      { version: '2.0', url: 'ftp://old.example' },
      { version: '2.2.1', url: url('2.2.1'), note: 'ours' },
      { version: '3.0', url: 17 },
    ];
    expect(read(data)).toMatchObject({ versions: ['2.0', '2.2.1', '3.0'] });
    expect(detailsUrl(data, '2.2.1')).toBe(url('2.2.1'));
  });

  it('hold the first URL of a version that is listed twice', () => {
    const data = [
      { version: '2.2.1', url: url('cpo/2.2.1') },
      { version: '2.2.1', url: url('emsp/2.2.1') },
    ];
    expect(detailsUrl(data, '2.2.1')).toBe(url('cpo/2.2.1'));
  });

  it.each([
    ['an object', { versions: [] }],
    ['nothing', undefined],
    ['a list of texts', ['2.2.1']],
    ['entries without a version', [{ url: url('2.2.1') }]],
    ['51 entries', Array.from({ length: 51 }, (_, at) => ({ version: `${at}`, url: url(`${at}`) }))],
  ])('cannot be used when data is %s', (_, data) => {
    expect(read(data)).toHaveProperty('unusable');
  });

  it.each([
    ['no URL', undefined],
    ['another scheme', 'file:///etc/passwd'],
    ['another site', 'https://evil.example/2.2.1'],
  ])('cannot be used for a version with %s', (_, wrong) => {
    expect(detailsUrl([{ version: '2.2.1', url: wrong }], '2.2.1')).toHaveProperty(
      'unusable',
      expect.stringMatching(/^the url of version 2\.2\.1 is /),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { asksFromHere, mayRead } from './asks-from-here.ts';

describe('a request to an open platform', () => {
  it.each([
    [{}],
    [{ host: '127.0.0.1:8080' }],
    [{ host: 'localhost' }],
    [{ host: '[::1]:8080' }],
    [{ host: 'unseen.localhost:8080' }],
    [{ host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }],
    [{ host: '127.0.0.1:8080', origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    [{ host: '127.0.0.1:8080', 'sec-fetch-site': 'none' }],
  ])('with %j comes from this machine', (headers) => {
    expect(asksFromHere(headers)).toBe(true);
  });

  it.each([
    [{ host: 'rebound.example:8080' }],
    [{ host: 'rebound.example:8080', origin: 'http://rebound.example:8080' }],
    [{ host: '127.0.0.1.example.com' }],
    [{ host: 'localhost.example.com' }],
    [{ host: '10.0.0.5:8080' }],
    [{ host: 'a b' }],
    [{ host: '' }],
    [{ host: '127.0.0.1:8080', origin: 'https://shop.example' }],
    [{ host: '127.0.0.1:8080', origin: 'null' }],
    [{ host: '127.0.0.1:8080', 'sec-fetch-site': 'cross-site' }],
    [{ host: '127.0.0.1:8080', 'sec-fetch-site': 'Cross-Site' }],
    [{ host: '127.0.0.1:8080', 'sec-fetch-site': ' CROSS-SITE ' }],
  ])('with %j comes from elsewhere', (headers) => {
    expect(asksFromHere(headers)).toBe(false);
  });
});

describe('what an open platform shows without a key', () => {
  const link = { host: '127.0.0.1:8080', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };

  it.each([
    ['/', { host: 'localhost:8080' }],
    ['/docs', { ...link, 'sec-fetch-dest': 'document' }],
    ['/health/live', { host: '10.0.0.5:8080' }],
    ['/health/ready', { host: '[fd00::5]:8080' }],
  ])('is shown at %s to %j', (route, headers) => {
    expect(mayRead(route, headers)).toBe(true);
  });

  it.each([
    ['/docs', { host: 'rebound.example' }],
    ['/metrics', { host: '10.0.0.5:8080' }],
    ['/health/live', { host: 'rebound.example' }],
    ['/docs', { ...link, 'sec-fetch-dest': 'iframe' }],
    ['/docs', { ...link, 'sec-fetch-site': 'Cross-Site', 'sec-fetch-dest': 'frame' }],
    ['/openapi.json', { ...link, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
    ['/', { host: '127.0.0.1:8080', origin: 'https://shop.example' }],
  ])('is not shown at %s to %j', (route, headers) => {
    expect(mayRead(route, headers)).toBe(false);
  });

  it('is shown to pages of origins that are trusted, under a name of this machine alone', () => {
    const page = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    expect(asksFromHere({ host: '127.0.0.1', ...page }, ['https://shop.example'])).toBe(true);
    expect(asksFromHere({ host: 'rebound.example', ...page }, ['https://shop.example'])).toBe(false);
    expect(asksFromHere({ host: '127.0.0.1', ...page }, ['https://other.example'])).toBe(false);
  });
});

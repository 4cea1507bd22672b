import { describe, expect, it } from 'vitest';
import { asksFromHere } from './asks-from-here.ts';

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
  ])('with %j comes from elsewhere', (headers) => {
    expect(asksFromHere(headers)).toBe(false);
  });
});

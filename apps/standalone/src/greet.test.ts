import { describe, expect, it } from 'vitest';
import { greeting } from './greet.ts';

const key = `usk_${'a'.repeat(32)}`;
const commands = (text: string) => text.match(/npx unseen (search|ingest) .*/g)!;

describe('the greeting', () => {
  it('names the platform in its commands wherever it is not the one they look for', () => {
    const auth = {} as never;
    for (const line of commands(greeting('http://127.0.0.1:8080', { auth, dataDir: '/data' }, [])))
      expect(line).not.toContain('--url');
    for (const line of commands(greeting('http://127.0.0.1:9000', { auth, dataDir: '/data' }, [])))
      expect(line).toMatch(/--url http:\/\/127\.0\.0\.1:9000$/);
  });

  it('says how to give a key, without showing it', () => {
    const text = greeting('http://10.0.0.1:8080', { auth: { apiKey: key }, dataDir: '/data' }, []);
    expect(text).toContain('npx unseen login http://10.0.0.1:8080 --key');
    expect(text).toContain('Bearer $UNSEEN_API_KEY');
    expect(text).not.toContain(key);
  });
});

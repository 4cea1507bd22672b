import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOddity } from '../../testing/read-oddity.ts';
import { Sandbox } from '../../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

/** Two captions of a language, and the bytes of a table with them in an encoding of old (written by iconv). */
const TABLES: [string, string, [string, string], string][] = [
  [
    'windows-1251',
    'Windows-1251',
    ['Собака бежит по пляжу', 'Кот спит на старом диване'],
    'aW1hZ2U7Y2FwdGlvbgphLmpwZzvR7uHg6uAg4eXm6PIg7+4g7+v/5vMKYi5qcGc7yu7yIPHv6PIg7eAg8fLg8O7sIOTo4uDt5Qo=',
  ],
  [
    'KOI8-R',
    'KOI8-R',
    ['Собака бежит по пляжу', 'Кот спит на старом диване'],
    'aW1hZ2U7Y2FwdGlvbgphLmpwZzvzz8LBy8EgwsXWydQg0M8g0MzR1tUKYi5qcGc768/UINPQydQgzsEg09TB0s/NIMTJ18HOxQo=',
  ],
  [
    'Shift_JIS',
    'Shift_JIS',
    ['浜辺を走る犬', 'ソファーで寝ている猫'],
    'aW1hZ2UsY2FwdGlvbgphLmpwZyyVbJXTgvCRloLpjKIKYi5qcGcsg1yDdINAgVuCxZBRgsSCooLplEwK',
  ],
  [
    'GB18030',
    'GB18030',
    ['一只狗在海滩上奔跑', '一只猫在沙发上睡觉'],
    'aW1hZ2UsY2FwdGlvbgphLmpwZyzSu9a7ubfU2rqjzLLJz7G8xdwKYi5qcGcs0rvWu8Oo1NrJs7eiyc/Lr771Cg==',
  ],
  [
    'Big5',
    'Big5',
    ['一隻狗在海灘上奔跑', '一隻貓在沙發上睡覺'],
    'aW1hZ2UsY2FwdGlvbgphLmpwZyykQLCmqq+mYq78xXmkV6litl0KYi5qcGcspECwpr/fpmKoRrVvpFe6zsSxCg==',
  ],
  [
    'EUC-KR',
    'EUC-KR',
    ['해변을 달리는 개', '소파에서 자는 고양이'],
    'aW1hZ2UsY2FwdGlvbgphLmpwZyzH2LqvwLsgtN64rrTCILCzCmIuanBnLLzSxsS/obytIMDatMIgsO2+58DMCg==',
  ],
  [
    'windows-1253',
    'ISO-8859-7',
    ['Ένας σκύλος τρέχει στην παραλία', 'Μια γάτα κοιμάται'],
    'aW1hZ2U7Y2FwdGlvbgphLmpwZzu47eHyIPPq/evv8iD08d335ekg8/Tn7SDw4fHh69/hCmIuanBnO8zp4SDj3PThIOrv6ezc9OHpCg==',
  ],
  [
    'windows-1250',
    'Windows-1250',
    ['Pies biegnie po plaży, żółty kot śpi na łóżku', 'Źrebię i gęś na łące'],
    'aW1hZ2U7Y2FwdGlvbgphLmpwZztQaWVzIGJpZWduaWUgcG8gcGxhv3ksIL/zs3R5IGtvdCCccGkgbmEgs/O/a3UKYi5qcGc7j3JlYmnqIGkgZ+qcIG5hILO5Y2UK',
  ],
  [
    'windows-1252',
    'Windows-1252',
    ['Ein Hund läuft über den schönen Strand', 'Eine Katze schläft auf dem grünen Sofa'],
    'aW1hZ2U7Y2FwdGlvbgphLmpwZztFaW4gSHVuZCBs5HVmdCD8YmVyIGRlbiBzY2j2bmVuIFN0cmFuZApiLmpwZztFaW5lIEthdHplIHNjaGzkZnQgYXVmIGRlbSBncvxuZW4gU29mYQo=',
  ],
];

it.each(TABLES)(
  'a table in %s is read, and what it was read as is said',
  async (_, said, captions, bytes) => {
    const expected = captions.map((caption, at) => ({ image: `${'ab'[at]}.jpg`, captions: [caption] }));
    expect(await readOddity(sandbox, 'csv', Buffer.from(bytes, 'base64'))).toEqual(expected);
    const reader = await sandbox.open({ type: 'csv', path: 'file' });
    await Array.fromAsync(reader.read(0));
    expect(reader.notes).toEqual([expect.stringContaining(`was read as ${said}.`)]);
  },
);

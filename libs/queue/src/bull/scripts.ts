import type { Queue } from 'bull';
import type { Redis } from 'ioredis';
import type { QueueStats } from '@unseen/domain';

// What Bull itself offers no call for, or none that is atomic. The keys are those of Bull 4; its version is pinned.

/** Waiting messages whose age is looked at, from either end: those that are taken next, and those of the lowest priority. */
const LOOKED_AT = 100;

/**
 * KEYS: wait, delayed, active. ARGV: prefix of the message keys. A message waits since it fell due. However many wait, the same number is
 * looked at: Redis does nothing else meanwhile.
 */
const STATS = `
  local ids = redis.call('LRANGE', KEYS[1], -${LOOKED_AT}, -1)
  for _, id in ipairs(redis.call('LRANGE', KEYS[1], 0, ${LOOKED_AT - 1})) do table.insert(ids, id) end
  local oldest = 0
  for _, id in ipairs(ids) do
    local fields = redis.call('HMGET', ARGV[1] .. id, 'timestamp', 'opts', 'processedOn')
    if fields[1] then
      local ok, opts = pcall(cjson.decode, fields[2] or '{}')
      local due = tonumber(fields[1]) + (ok and tonumber(opts['delay'] or 0) or 0)
      due = math.max(due, tonumber(fields[3] or 0))
      if oldest == 0 or due < oldest then oldest = due end
    end
  end
  return { redis.call('LLEN', KEYS[1]) + redis.call('ZCARD', KEYS[2]), redis.call('LLEN', KEYS[3]), oldest }`;

/** KEYS: wait, delayed, priority. ARGV: prefix of the message keys. */
const CLEAR = `
  for _, ids in ipairs({ redis.call('LRANGE', KEYS[1], 0, -1), redis.call('ZRANGE', KEYS[2], 0, -1) }) do
    for _, id in ipairs(ids) do redis.call('DEL', ARGV[1] .. id, ARGV[1] .. id .. ':logs') end
  end
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])`;

/** Depth and age of a queue. */
export async function readStats(redis: Redis, queue: Queue): Promise<QueueStats> {
  const key = (name: string): string => queue.toKey(name);
  const reply = await redis.eval(STATS, 3, key('wait'), key('delayed'), key('active'), key(''));
  const [waiting, active, oldest] = reply as [number, number, number];
  return { waiting, active, oldestSeconds: oldest === 0 ? 0 : Math.max(0, (Date.now() - oldest) / 1000) };
}

/** Drops what waits, delayed or not, in one step. Bull's own call leaves delayed messages behind whose keys stay taken. */
export async function clearWaiting(redis: Redis, queue: Queue): Promise<void> {
  const key = (name: string): string => queue.toKey(name);
  await redis.eval(CLEAR, 3, key('wait'), key('delayed'), key('priority'), key(''));
}

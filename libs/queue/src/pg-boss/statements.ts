// What pg-boss itself offers no call for. The names are those of pg-boss 12's schema; its version is pinned.

/** Depth and age of the queue $1. A message waits since it fell due: a delay or back-off is not waiting. */
export const STATS = `
  select
    count(*) filter (where state in ('created', 'retry'))::integer as waiting,
    count(*) filter (where state = 'active')::integer as active,
    coalesce(greatest(0, extract(epoch from now() - min(start_after) filter (where state in ('created', 'retry')))), 0)
      ::double precision as "oldestSeconds"
  from pgboss.job where name = $1 and state in ('created', 'retry', 'active')`;

/** Milliseconds until the next message of the queue $1 falls due, below 0 when one is; null when none waits. */
export const DUE_IN = `
  select (extract(epoch from min(start_after) - now()) * 1000)::double precision as ms
  from pgboss.job where name = $1 and state in ('created', 'retry')`;

/** Makes every message that is being handled wait again, due now and with its attempt counted. */
export const REDELIVER_ACTIVE = `
  update pgboss.job set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active'`;

/** Makes message $1 wait again, due now, as if it had not been taken. */
export const GIVE_BACK = `
  update pgboss.job set state = 'created', start_after = now(), started_on = null, heartbeat_on = null
  where id = $1::uuid and state = 'active'`;

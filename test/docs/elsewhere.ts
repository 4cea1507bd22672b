/** Where a documented command is held to its word, when it cannot be run beside the others. */
export const ELSEWHERE: readonly { readonly command: RegExp; readonly where: string }[] = [
  {
    command: /npm start$/,
    where: 'test/platform.test.ts starts the same process; it answers until it is stopped',
  },
  { command: /^(git clone|cd unseen$)/, where: 'whoever reads these commands has done it' },
  { command: /^npm install --global/, where: 'would change the machine that tests' },
  {
    command: /^docker compose /,
    where: 'test/deployment.test.ts checks the compose files: no container engine',
  },
  { command: /^node node_modules\/onnxruntime-node/, where: 'downloads CUDA libraries' },
  {
    command: /^curl -s localhost:8080\/health\/ready$/,
    where: 'test/gateway.servers.test.ts asks the gateway',
  },
  { command: /^export UNSEEN_DATABASE_URL=\.\.\./, where: 'names servers of the reader' },
  { command: /^(export UNSEEN_API_KEY=|UNSEEN_QDRANT_SHARDS=)/, where: 'sets a variable and nothing else' },
  { command: /^UNSEEN_QDRANT_URL=/, where: 'sets variables and nothing else' },
  { command: /^curl -X PATCH http:\/\/qdrant-0/, where: 'speaks to a cluster of the reader' },
  {
    command: /^(npm run build|sh deploy\/make-env\.sh)$/,
    where: '.ci/run builds; test/deployment.test.ts runs the script',
  },
  {
    command: /^sudo sh deploy\/host\/install\.sh/,
    where: 'needs systemd and a network; test/deployment.test.ts lays the gateway out below another root',
  },
  {
    command: /https:\/\/unseen\.example/,
    where: 'names a server of the reader; test/backup.test.ts sends the request',
  },
  {
    command: /^npx unseen import (qdrant|s3) /,
    where: 'names servers of the reader; test/import.servers.test.ts uses real ones',
  },
  { command: /^node apps\/admin\/dist\/backup\.js /, where: 'test/restore.servers.test.ts runs it' },
  {
    command: /^(tar --extract .*base\.tar\.gz|touch "\$PGDATA)/,
    where: 'test/point-in-time.servers.test.ts goes back to a moment with a Postgres of its own',
  },
  { command: /localhost:8080\/queues\//, where: 'test/queues.servers.test.ts: queues on Redis only' },
  {
    command: /^npm run (bench|quality) /,
    where: 'minutes of measuring on data sets that are not in the repository',
  },
  { command: /^npm run figures$/, where: 'a minute of measuring; test/figures.test.ts draws them' },
  { command: /unseen_training/, where: 'training/ has tests of its own' },
  { command: /^npx unseen model train /, where: 'test/model-train.training.test.ts: needs PyTorch' },
  { command: /^docker (build|run) /, where: 'no container engine; training/tests run the same command' },
  {
    command: /^(apt-get install python3-torch|\/usr\/bin\/python3 -m venv|~\/unseen-venv)/,
    where: '.ci/training sets Python up in the same way',
  },
];

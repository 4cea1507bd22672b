// The health check of the images: does the process of this container answer?
const response = await fetch(`http://127.0.0.1:${process.env.PORT}/health/live`, {
  signal: AbortSignal.timeout(4_000),
});
process.exit(response.ok ? 0 : 1);

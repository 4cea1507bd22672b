#!/bin/sh
# Makes the secrets of a development cluster, once: secrets.env and stores.env beside this file, ignored by git.
set -eu
cd "$(dirname "$0")"
if [ -e secrets.env ] || [ -e stores.env ]; then
  echo 'secrets.env and stores.env are there; remove them to make new ones' >&2
  exit 1
fi
umask 077
random() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
postgres=$(random) redis=$(random) qdrant=$(random) s3=$(random) key=usk_$(random)
cat >secrets.env <<END
UNSEEN_DATABASE_URL=postgres://unseen:$postgres@postgres:5432/unseen
UNSEEN_REDIS_URL=redis://:$redis@redis:6379
UNSEEN_QDRANT_API_KEY=$qdrant
UNSEEN_S3_ACCESS_KEY_ID=unseen
UNSEEN_S3_SECRET_ACCESS_KEY=$s3
UNSEEN_SECRET=$(random)
UNSEEN_API_KEY=$key
END
cat >stores.env <<END
POSTGRES_PASSWORD=$postgres
REDIS_PASSWORD=$redis
QDRANT_API_KEY=$qdrant
S3_SECRET_ACCESS_KEY=$s3
END
echo "The first key: $key"

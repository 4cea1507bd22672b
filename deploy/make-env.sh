#!/bin/sh
# Makes the .env of docker-compose.yml with fresh secrets, once.
set -eu
cd "$(dirname "$0")/.."
[ ! -e .env ] || { echo '.env is there; remove it to make a new one' >&2; exit 1; }
umask 077
random() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
while IFS= read -r line; do
  case $line in
    UNSEEN_API_KEY=) echo "UNSEEN_API_KEY=usk_$(random)" ;;
    *_PASSWORD= | *_SECRET= | *_KEY=) echo "$line$(random)" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <.env.example >.env
echo "The first key: $(sed -n 's/^UNSEEN_API_KEY=//p' .env)"

#!/bin/sh
# sh deploy/host/install.sh SERVICE...    SERVICE: ingestion, worker, query, admin, gateway
# Lays out the services of Unseen on this machine, without containers: programs below /srv/unseen, settings below /etc/unseen, units of
# systemd. From a built checkout (npm run build). What is there is brought up to date; settings are made once and never changed.
# DESTDIR=/somewhere writes below another root, and starts nothing.
set -eu
cd "$(dirname "$0")/../.."
root=${DESTDIR:-}
[ $# -gt 0 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
for service in "$@"; do
  case $service in
    ingestion | worker | query | admin | gateway) ;;
    *) echo "There is no service \"$service\": ingestion, worker, query, admin, gateway." >&2; exit 2 ;;
  esac
done

umask 077
etc=$root/etc/unseen srv=$root/srv/unseen units=$root/etc/systemd/system
mkdir -p "$etc" "$units"
(umask 022; mkdir -p "$srv")

random() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
if [ ! -e "$etc/unseen.env" ]; then
  cat >"$etc/unseen.env" <<END
# Settings of every service, the same on every machine. docs/reference/configuration.md has all of them.
UNSEEN_DATABASE_URL=
UNSEEN_REDIS_URL=
UNSEEN_QDRANT_URL=
UNSEEN_QDRANT_API_KEY=
UNSEEN_S3_BUCKET=
UNSEEN_S3_ENDPOINT=
UNSEEN_S3_REGION=us-east-1
UNSEEN_S3_ACCESS_KEY_ID=
UNSEEN_S3_SECRET_ACCESS_KEY=
# Made for this installation; copy both to the other machines.
UNSEEN_SECRET=$(random)
UNSEEN_API_KEY=usk_$(random)
UNSEEN_DATA_DIR=/var/lib/unseen
# The gateway, for the tools of /mcp.
UNSEEN_PLATFORM_URL=http://127.0.0.1:8080
HOST=0.0.0.0
END
  echo "Fill in $etc/unseen.env (or copy it from the machine that has one)."
fi

port=8081
for service in "$@"; do
  if [ "$service" = gateway ]; then
    cp deploy/gateway/Caddyfile "$etc/Caddyfile"
    [ -e "$etc/gateway.env" ] || printf '%s\n' 'INGESTION=127.0.0.1:8081' 'QUERY=127.0.0.1:8083' 'ADMIN=127.0.0.1:8084' >"$etc/gateway.env"
    install -m 644 deploy/host/unseen-gateway.service "$units/"
    continue
  fi
  app=$service role=
  case $service in
    ingestion) port=8081 role=api ;;
    worker) port=8082 app=ingestion role=worker ;;
    query) port=8083 ;;
    admin) port=8084 ;;
  esac
  if [ ! -e "$etc/$service.env" ]; then
    echo "PORT=$port" >"$etc/$service.env"
    [ -z "$role" ] || echo "UNSEEN_ROLE=$role" >>"$etc/$service.env"
  fi
  rm -rf "$srv/$service.new"
  (umask 022; node deploy/image/pack.mjs "$app" "$srv/$service.new" --with-node)
  printf '#!/bin/sh\nexec /srv/unseen/%s/bin/node /srv/unseen/%s/apps/%s/dist/main.js\n' "$service" "$service" "$app" >"$srv/$service.new/start"
  chmod 755 "$srv/$service.new/start"
  # The one that runs keeps its files until it is restarted.
  rm -rf "$srv/$service.old"
  [ ! -e "$srv/$service" ] || mv "$srv/$service" "$srv/$service.old"
  mv "$srv/$service.new" "$srv/$service"
  install -m 644 deploy/host/unseen@.service "$units/"
done

[ -z "$root" ] || { echo "Laid out below $root."; exit 0; }
id unseen >/dev/null 2>&1 || useradd --system --home-dir /var/lib/unseen --shell /usr/sbin/nologin unseen
chown -R root:unseen "$etc"
chmod -R g+rX "$etc"
systemctl daemon-reload
echo 'Start them in this order, each machine in turn: admin (it brings the tables up to date), ingestion, worker, query, gateway:'
for service in admin ingestion worker query gateway; do
  case " $* " in *" $service "*) [ $service = gateway ] && echo '  systemctl enable --now unseen-gateway' || echo "  systemctl enable --now unseen@$service" ;; esac
done

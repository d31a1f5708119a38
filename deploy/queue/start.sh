#!/bin/sh
# PostgreSQL for the queue: made at its first start, with the password of the secret and a key of its own, then served.
# Nobody comes in but gongkai, by password and over TLS.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
data=${QUEUE_DATA:-/var/lib/queue/data}
if [ ! -s "$data/made" ]; then
  rm -rf "$data"
  "$bin/initdb" -D "$data" -U gongkai -E UTF8 --locale=C.UTF-8 -A scram-sha-256 --pwfile="${QUEUE_PASSWORD:-/run/secrets/queue_password}"
  openssl req -new -x509 -days 3650 -nodes -subj /CN=queue -out "$data/server.crt" -keyout "$data/server.key"
  chmod 600 "$data/server.key"
  printf 'hostssl postgres gongkai all scram-sha-256\n' > "$data/pg_hba.conf"
  date > "$data/made"
fi
exec "$bin/postgres" -D "$data" -c listen_addresses='*' -c port="${QUEUE_PORT:-5432}" -c ssl=on -c unix_socket_directories=

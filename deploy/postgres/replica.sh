#!/usr/bin/env bash
# A streaming replica of `primary`: copied at the first start, followed from then on.
set -euo pipefail
data=/var/lib/postgresql/data
if [ ! -e "$data/PG_VERSION" ]; then
    PGPASSWORD=$POSTGRES_PASSWORD pg_basebackup -D "$data" -R -X stream -c fast -C -S replica -h primary -U postgres
    chmod 700 "$data"
fi
exec postgres -c max_connections=300 -D "$data" -c hot_standby_feedback=on

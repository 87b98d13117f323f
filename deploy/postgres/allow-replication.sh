#!/usr/bin/env bash
# Lets replicas connect; run once by the image's first start.
set -euo pipefail
echo 'host replication all all scram-sha-256' >>"$PGDATA/pg_hba.conf"

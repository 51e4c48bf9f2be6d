#!/bin/sh
# Brings the database up, then starts what the container is for. Several containers may start at once:
# one runs the revisions, the others wait for its lock and find nothing left to do.
#
#   ENTRYPOINT ["/app/entrypoint.sh"]
#   CMD ["node", "server.js"]
set -eu

npx athanor upgrade heads --wait "${ATHANOR_WAIT:-300}"

exec "$@"

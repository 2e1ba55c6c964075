#!/bin/sh
# Adds a custom domain for a customer: ./add-domain.sh rent.example
set -eu
. "$(dirname "$0")/domains.env"
exec railway domain "$1" --service web

#!/bin/sh
# The one command of every image.
set -eu
# GPU variants bring CUDA's libraries as packages, where no loader looks by itself.
for folder in "$(dirname "$0")"/../lib/python3*/site-packages/nvidia/*/lib; do
    if [ -d "${folder}" ]; then
        export LD_LIBRARY_PATH="${folder}${LD_LIBRARY_PATH:+:${LD_LIBRARY_PATH}}"
    fi
done
exec python -m "danceai.${SERVICE}" "$@"

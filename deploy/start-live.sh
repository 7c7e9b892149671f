#!/bin/sh
# The same for developers: from a copy that may be written, and again whenever somebody has written (see Tiltfile).
set -eu
live=/scratch/live
mkdir -p "${live}/danceai"
packages="$(python -c 'import danceai.common, pathlib; print(pathlib.Path(danceai.common.__file__).parent.parent)')"
cp -r "${packages}/common" "${packages}/${SERVICE}" "${live}/danceai/"
cp -r /srv "${live}/srv"
export PYTHONPATH="${live}"
trap 'kill -TERM "${process}"; wait "${process}"; exit 0' TERM INT
while true; do
    python -m "danceai.${SERVICE}" "$@" &
    process=$!
    echo "${process}" > "${live}/process"
    wait "${process}" || sleep 1
done

"""`python -m danceai.cluster provision`, `pull LIST FOLDER` and `ask URL ...`: the jobs of the chart."""

import argparse
import asyncio
import os
import sys
from http import HTTPStatus
from pathlib import Path

import urllib3

from danceai.cluster.models import lay_out, pull, read_list
from danceai.cluster.provision import provision
from danceai.cluster.settings import ClusterSettings, PullSettings
from danceai.common.observability import logs
from danceai.common.settings import refuse_unknown

log = logs.logger(__name__)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m danceai.cluster", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    making = commands.add_parser("provision", help="rights on the bus, schemas, queues, buckets")
    making.add_argument("--label", action="append", default=[], metavar="NAME=VALUE", help="of the ConfigMap")
    bringing = commands.add_parser("pull", help="files of networks from the object store")
    bringing.add_argument("list", type=Path)
    bringing.add_argument("folder", type=Path)
    bringing.add_argument("--configs", type=Path, help="folder of the networks' config.pbtxt, a file called like each")
    asking = commands.add_parser("ask", help="whether everything is ready")
    asking.add_argument("urls", nargs="+")
    return parser


def ask(urls: list[str]) -> list[str]:
    """Those that do not answer 200."""
    pool = urllib3.PoolManager(timeout=10, retries=urllib3.Retry(total=8, backoff_factor=0.5))
    failing = []
    for url in urls:
        try:
            answer = pool.request("GET", url)
        except urllib3.exceptions.HTTPError as error:
            log.error("not_reached", url=url, error=repr(error))  # noqa: TRY400 - a sentence, not a trace
            failing.append(url)
            continue
        told = answer.data.decode(errors="replace")[:300]
        log.info("answered", url=url, status=answer.status, told=told)
        if answer.status != HTTPStatus.OK:
            failing.append(url)
    return failing


def main() -> None:
    """One of the jobs; everything else stands in the environment."""
    options = _parser().parse_args()
    logs.configure("cluster")
    if options.command == "provision":
        refuse_unknown(os.environ, ClusterSettings)
        labels = dict(label.split("=", 1) for label in options.label)
        asyncio.run(provision(ClusterSettings(), labels))  # filled from the environment
    elif options.command == "ask":
        sys.exit(1 if ask(options.urls) else 0)
    else:
        refuse_unknown(os.environ, PullSettings)
        files = read_list(options.list)
        for path in pull(files, options.folder, PullSettings()):
            log.info("brought", path=path)
        if options.configs:
            lay_out(options.configs, files, options.folder)


if __name__ == "__main__":
    main()

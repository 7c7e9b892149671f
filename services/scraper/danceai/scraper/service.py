"""Scraper: competition data from outside. So far results are entered by hand."""

from danceai.common.messaging.service import Service
from danceai.scraper import results

service = Service("scraper", requests=[results.add, results.every])

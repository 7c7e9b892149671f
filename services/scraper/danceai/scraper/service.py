"""Scraper: competition data from outside. So far results are entered by hand."""

from danceai.common.contracts.couples import GetCouple
from danceai.common.frame.service import Service
from danceai.scraper import results

service = Service("scraper", requests=[results.add_result, results.list_results], asks=[GetCouple])

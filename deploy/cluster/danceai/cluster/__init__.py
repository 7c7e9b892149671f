"""What must have happened in a cluster before services can start, run as a job of the chart."""

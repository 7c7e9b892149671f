"""What trainers have said in lessons, found, reviewed and said again in reports."""

"""What is done with networks: the jobs that follow one couple through one video, and people found in pictures."""

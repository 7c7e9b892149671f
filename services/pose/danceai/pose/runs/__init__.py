"""The jobs that follow one couple through one video."""

"""What is judged: components, the deficits they are made of, and the units numbers have."""

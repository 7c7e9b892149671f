"""What the studio's trainers hold to be true of dancing, by dance and deficit."""

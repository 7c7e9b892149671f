"""What the tests of pose stand on: planted networks, synthetic sightings, a Triton server."""

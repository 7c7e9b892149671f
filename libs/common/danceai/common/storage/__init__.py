"""S3: fast and archive tiers behind the `minio` client."""

"""The rendition of a foreign file: picture and sound as they are meant, on one clock. Runs in a confined process."""

"""Technical quality (TQ): posture, frame, swing, balance, feet and hands."""

"""From every body in every frame to the couple: who is chosen, who is who, and how they moved."""

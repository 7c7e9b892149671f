"""Mail to users: written in their language, as HTML and as plain text."""

"""How somebody gets in: passwords, second factors, social login, sessions, and the log of it all."""

"""The desk's screens: a request in, a page or a changed file out, one module for each screen."""

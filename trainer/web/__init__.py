"""The house seen from the network: cookies, headers, routes, the page's shell. Knows HTTP and ASGI, draws nothing."""

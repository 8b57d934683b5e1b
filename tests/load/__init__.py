"""What `make bench` measures: engine, analysis, content, start, wire and turns under load, each beside its bar."""

"""Tests: the folders mirror trainer/; browser/ drives the whole app, content/ reads what ships, load/ measures."""

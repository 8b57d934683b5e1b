"""What can be proved of a scenario: state space, exact values, strategies, play-test. Pure, numpy."""

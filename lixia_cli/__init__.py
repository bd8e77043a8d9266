"""lixia: how far a plan has come, figure by figure, and what must happen every year from now on."""

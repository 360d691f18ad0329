"""Bodies named by a head noun of the domain and the words before it: Imatran kaupunginhallitus, ympäristöministeriö."""

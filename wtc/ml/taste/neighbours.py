"""Who is like whom: cosines of fans, and what liking one act says about another (EASE)."""

import numpy as np
import scipy.linalg
import scipy.sparse as sp

from wtc.ml.taste.world import Floats

KEPT = 300
"""So many acts speak for any one act; the weaker ones are left out, so that a model stays small."""


def lengths(table: sp.csr_matrix) -> Floats:
    """The length of each row."""
    made: Floats = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return made


def ease(table: sp.csr_matrix, shrink: float, kept: int = KEPT) -> sp.csr_matrix:
    """EASE (Steck 2019): the m x m weights without a diagonal by which columns are best told from the others.

    ``table`` is fans x columns; ``shrink`` is added to the diagonal of its Gram matrix. Of each column only the
    ``kept`` largest weights stay. Needs about 12 m^2 bytes for a while.
    """
    width = table.shape[1]
    if not width:
        return sp.csr_matrix((0, 0), dtype=np.float32)
    gram = np.asarray((table.T @ table).todense(), dtype=np.float32)
    gram[np.diag_indices(width)] += shrink
    factor, failed = scipy.linalg.lapack.spotrf(gram, lower=1, overwrite_a=1)
    inverse, failed = scipy.linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise ValueError("shrink is too small for these columns")
    inverse = np.tril(inverse)
    inverse += np.tril(inverse, -1).T
    inverse /= -np.diag(inverse).copy()
    inverse[np.diag_indices(width)] = 0.0
    return _strongest(inverse, kept)


def _strongest(weights: np.ndarray, kept: int) -> sp.csr_matrix:
    """The entries of each column that are largest without their sign, as a sparse matrix."""
    if kept < weights.shape[0]:
        for place in range(weights.shape[1]):
            size = np.abs(weights[:, place])
            weights[size < np.partition(size, -kept)[-kept], place] = 0.0
    made = sp.csr_matrix(weights)
    made.eliminate_zeros()
    return made

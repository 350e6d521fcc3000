"""Slow formulas, written from the paper with scalars and loops, to check the package against."""
import math

import numpy as np


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def entropy(p):
    return -sum(q * math.log(q) for q in (p, 1 - p) if q > 0)


def co_regularization(logits1, logits2):
    """Eq. (4), averaged over images."""
    terms = []
    for a, b in zip(np.ravel(logits1), np.ravel(logits2)):
        p, q = sigmoid(a), sigmoid(b)
        terms.append(entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)
    return sum(terms) / len(terms)


def multi_view(weights1, weights2, signed):
    """Eq. (3)."""
    cosines = []
    for row1, row2 in zip(weights1, weights2):
        dot = sum(a * b for a, b in zip(row1, row2))
        cosine = dot / math.sqrt(sum(a * a for a in row1)) / math.sqrt(sum(b * b for b in row2))
        cosines.append(cosine if signed else abs(cosine))
    return sum(cosines) / len(cosines)


def selective_weights(labels, fractions, boundary, keys):
    """a_c of Eq. (2): the rule in DESIGN.md section 4, label by label."""
    num_images, num_classes = labels.shape
    weights = np.zeros((num_images, num_classes))
    for c in range(num_classes):
        positives = [n for n in range(num_images) if labels[n, c] == 1]
        negatives = [n for n in range(num_images) if labels[n, c] == 0]
        target = round(fractions[c] * (len(positives) + len(negatives)), 6)
        if len(positives) < target:
            negatives = sorted(negatives, key=lambda n: keys[n, c])[:math.ceil(target)]
            gain = min(target / len(positives), boundary) if positives else 0
        else:
            gain = 1
        for n in positives:
            weights[n, c] = gain
        for n in negatives:
            weights[n, c] = 1
    return weights


def bce(logits, labels, weights, reduction):
    """Eq. (2) over known labels."""
    total, known, labeled = 0., 0, 0
    for row, targets, row_weights in zip(logits, labels, weights):
        labeled += any(t != -1 for t in targets)
        for x, t, w in zip(row, targets, row_weights):
            if t == -1:
                continue
            known += 1
            p = sigmoid(x if t == 1 else -x)
            total -= w * math.log(p)
    return total / max(known if reduction == 'mean' else labeled, 1)


def adjacency(labels):
    """Eq. (7) and (8), pairs counted where both are known."""
    num_classes = labels.shape[1]
    result = np.zeros((num_classes, num_classes))
    for i in range(num_classes):
        for j in range(num_classes):
            probabilities = []
            for value in (1, 0):
                rows = [r for r in labels if r[j] == value and r[i] != -1]
                hits = [r for r in rows if r[i] == value]
                probabilities.append(len(hits) / len(rows) if rows else .5)
            result[i, j] = 1 if i == j else abs(sum(probabilities) - 1)
    return result


def gcn(classifiers, adjacency_matrix, weight0, weight1, slope):
    """Eq. (6) with a leaky ReLU."""
    hidden = adjacency_matrix @ classifiers @ weight0
    hidden = np.where(hidden > 0, hidden, slope * hidden)
    return adjacency_matrix @ hidden @ weight1


def consistency(logits, teacher_logits):
    """Mean squared difference of probabilities."""
    pairs = list(zip(np.ravel(logits), np.ravel(teacher_logits)))
    return sum((sigmoid(a) - sigmoid(b))**2 for a, b in pairs) / len(pairs)


def pseudo_label(weak_logits, strong_logits, labels, positive, negative):
    """FixMatch over unknown labels, thresholds per label: loss and share of confident entries."""
    total, confident, unknown = 0., 0, 0
    for weak_row, strong_row, targets in zip(weak_logits, strong_logits, labels):
        for c, (weak, strong, target) in enumerate(zip(weak_row, strong_row, targets)):
            if target != -1:
                continue
            unknown += 1
            p = sigmoid(weak)
            if p >= positive[c] or p <= negative[c]:
                confident += 1
                total -= math.log(sigmoid(strong if p >= positive[c] else -strong))
    return total / max(unknown, 1), confident / max(unknown, 1)


def teacher(students, momentum):
    """The teacher after each update: the mean of the students, then an exponential average."""
    teachers = []
    for t, student in enumerate(students):
        share = max(momentum, 1 / (t + 1))
        teachers.append(share * student + (1 - share) * (teachers[-1] if t else 0 * student))
    return teachers


def class_aware_labels(scores, labels):
    """Per label, the images with the highest scores are present, with the lowest absent.

    As many as its share among the known labels says; images without scores stay unknown.
    """
    codes = np.full(scores.shape, -1)
    readable = [i for i in range(len(scores)) if not any(math.isnan(value) for value in scores[i])]
    for c in range(scores.shape[1]):
        known = [label for label in labels[:, c] if label >= 0]
        if not known:
            continue
        share = sum(label == 1 for label in known) / len(known)
        num_present = max(math.floor(share * len(readable) + .5), int(share > 0))
        for i in readable:
            higher = sum(scores[j, c] > scores[i, c] for j in readable)
            codes[i, c] = 1 if higher < num_present else 0
    return codes


def normalized_adjacency(matrix, normalize):
    """The adjacency matrix as the GCN uses it: each link over the roots of two row sums."""
    size = len(matrix)
    roots = [math.sqrt(sum(row)) for row in matrix]
    result = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            link = matrix[j][i] if normalize == 'released' else matrix[i][j]
            result[i, j] = link if normalize is None else link / roots[i] / roots[j]
    return result

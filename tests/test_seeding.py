from mlcr_mm.seeding import derive_seed


def test_same_parts_same_seed_and_other_parts_other_seed():
    assert derive_seed(1, 2) == derive_seed(1, 2)
    seeds = {derive_seed(seed, epoch) for seed in range(30) for epoch in range(30)}
    assert len(seeds) == 900
    assert all(0 <= seed < 2**32 for seed in seeds)
